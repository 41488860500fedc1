import { expect, it } from 'vitest';
import { story } from '#test/story';

const played = await story(import.meta.dirname, { layers: true });

it('says of every call how it ended', async () => {
  const { events } = await played('four-kinds');
  const statuses = events.flatMap((event) =>
    event.type === 'message' && event.message.kind === 'http2-frame'
      ? (event.message.grpc?.status?.name ?? [])
      : [],
  );
  expect(statuses).toEqual(['OK', 'NOT_FOUND', 'OK', 'OK', 'INVALID_ARGUMENT', 'OK']);
});
