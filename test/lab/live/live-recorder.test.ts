import { describe, expect, it } from 'vitest';
import { LiveRecorder } from '../../../src/lab/live/live-recorder.ts';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import type { TapEvent } from '../../../src/tap/events.ts';

function recorded() {
  const events: TranscriptEvent[] = [];
  return {
    events,
    recorder: new LiveRecorder(
      () => 7,
      (event) => events.push(event),
    ),
  };
}

function opened(connection: number): TapEvent {
  const [clientPort, serverPort] = [40_000 + connection, 80];
  return {
    type: 'connection-opened',
    connection,
    client: 'client',
    server: 'api',
    clientPort,
    serverPort,
  };
}

const ended = (connection: number): readonly TapEvent[] =>
  (['client-to-server', 'server-to-client'] as const).map((direction) => ({
    type: 'connection-ended',
    connection,
    direction,
    how: 'fin',
    by: 'sender',
  }));

const namesOf = (events: readonly TranscriptEvent[]) =>
  events.flatMap((event) => (event.type === 'connection-opened' ? [event.client] : []));

describe('the recorder of a live session', () => {
  it('begins a step with each connection', () => {
    const { events, recorder } = recorded();
    for (const event of [opened(1), ...ended(1), opened(2)]) recorder.recordTap(event);
    expect(events.filter(({ type }) => type === 'step')).toEqual([
      { type: 'step', at: 7, step: 1, id: 'connection-1', title: 'client connects' },
      { type: 'step', at: 7, step: 2, id: 'connection-2', title: 'client connects' },
    ]);
  });

  it('names clients that are there at the same time apart, and no more of them', () => {
    const { events, recorder } = recorded();
    const story = [opened(1), opened(2), ...ended(1), opened(3), opened(4)];
    for (const event of story) recorder.recordTap(event);
    expect(namesOf(events)).toEqual(['client', 'client 2', 'client', 'client 3']);
  });

  it('says between whom a connection was refused', () => {
    const { events, recorder } = recorded();
    const refused = { connection: 1, client: 'client', server: 'api', code: 'ECONNREFUSED' };
    recorder.recordTap({ type: 'connection-refused', ...refused });
    expect(events.at(-1)).toEqual({ type: 'connection-refused', at: 7, ...refused });
  });

  it('still knows a connection that ended a moment ago', () => {
    const { events, recorder } = recorded();
    for (const event of [opened(1), ...ended(1)]) recorder.recordTap(event);
    recorder.recordTap({ type: 'capture-full', connection: 1, capBytes: 8 });
    recorder.recordTap(ended(1)[0] ?? opened(9));
    expect(events.at(-1)).toMatchObject({ type: 'connection-ended', client: 'client' });
  });

  it('records nothing of the tear-down', () => {
    const { events, recorder } = recorded();
    recorder.end();
    recorder.recordTap(opened(1));
    recorder.record({ type: 'note', text: 'too late' });
    expect(events).toEqual([]);
  });
});
