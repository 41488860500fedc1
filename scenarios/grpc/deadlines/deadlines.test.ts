import { expect, it } from 'vitest';
import { story } from '#test/story';

const played = await story(import.meta.dirname);

it('cancels every hop at the same moment, from the client on', async () => {
  const { events } = await played('inherited');
  const resets = events.flatMap((event) =>
    event.type === 'message' &&
    event.message.kind === 'http2-frame' &&
    event.message.frame === 'RST_STREAM'
      ? [`${event.server} at ${event.at} ms`]
      : [],
  );
  expect(resets).toEqual([
    'gateway at 2150 ms',
    'pricing at 2150 ms',
    'stock at 2150 ms',
    'gateway at 3850 ms',
    'pricing at 3850 ms',
    'stock at 3850 ms',
  ]);
});
