import { play, type TranscriptEvent } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import scenario from './scenario.ts';

async function played(variant: string) {
  const events: TranscriptEvent[] = [];
  const emit = (event: TranscriptEvent) => void events.push(event);
  const { asPredicted, failure } = await play(scenario, { group: 'grpc', variant, emit });
  const frames = events.flatMap((event) =>
    event.type === 'message' && event.message.kind === 'http2-frame'
      ? [{ at: event.at, server: event.server, ...event.message }]
      : [],
  );
  const problems = events.flatMap((event) =>
    event.type === 'message' ? event.message.problems.map(({ code }) => code) : [],
  );
  const actual: Record<string, string> = {};
  const broken: string[] = [];
  for (const event of events) {
    if (event.type !== 'check') continue;
    actual[event.id] = event.actual;
    if (!event.holds) broken.push(event.id);
  }
  return { asPredicted, failure, broken, actual, frames, problems };
}

describe('grpc-four-kinds', () => {
  it('holds where deadlines are inherited', async () => {
    const { asPredicted, broken, failure, problems } = await played('inherited');
    expect({ asPredicted, broken, failure, problems }).toEqual({
      asPredicted: true,
      broken: [],
      failure: undefined,
      problems: [],
    });
  });

  it('cancels every hop at the deadline, from the client on', async () => {
    const { frames } = await played('inherited');
    const resets = frames.filter(({ frame, at }) => frame === 'RST_STREAM' && at > 2000);
    expect(resets.map(({ server, errorCode }) => `${server} ${errorCode}`)).toEqual([
      'gateway CANCEL',
      'pricing CANCEL',
      'stock CANCEL',
    ]);
    expect(new Set(resets.map(({ at }) => at)).size).toBe(1);
  });

  it('says of every kind of call how it ended', async () => {
    const { frames } = await played('inherited');
    const statuses = frames.flatMap(({ grpc }) => grpc?.status?.name ?? []);
    expect(statuses).toEqual(['OK', 'NOT_FOUND', 'OK', 'OK', 'INVALID_ARGUMENT', 'OK']);
  });

  it.each([
    ['fresh-deadline', ['GRPC-07', 'GRPC-08']],
    ['no-deadline', ['GRPC-06', 'GRPC-07', 'GRPC-08']],
    ['goes-on', ['GRPC-03']],
  ])('%s breaks %j', async (variant, breaks) => {
    const { asPredicted, broken } = await played(variant);
    expect({ asPredicted, broken }).toEqual({ asPredicted: true, broken: breaks });
  });

  it('without a deadline the client waits as long as it takes', async () => {
    expect((await played('no-deadline')).actual['GRPC-06']).toBe('1150');
  });
});
