import { describe, expect, it } from 'vitest';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { SecretsFirst } from '../../../src/report/pcapng/secrets-first.ts';

const of = (connection: number) => ({ connection, client: 'ada', server: 'api', at: 0 });

function record(connection: number, more: object): TranscriptEvent {
  const message = {
    kind: 'tls-record',
    direction: 'server-to-client',
    start: 0,
    end: 1,
    summary: '',
    layers: [],
    problems: [],
    contentType: 'handshake',
    version: 'TLS 1.2',
    encrypted: false,
    payloadLength: 1,
    complete: true,
    ...more,
  } as const;
  return { type: 'message', ...of(connection), delivery: 'whole', message };
}

const answer = (connection: number, version: string) =>
  record(connection, { handshake: ['server_hello'], versions: [version] });
const secret = (connection: number, label: string): TranscriptEvent => ({
  type: 'tls-secret',
  ...of(connection),
  line: `${label} aa bb`,
});

/** What is written with each event: the numbers of its packets, `S` for secrets. */
function written(events: readonly TranscriptEvent[], blockBytes = 1): readonly string[] {
  const first = new SecretsFirst();
  const letters = (blocks: readonly Uint8Array[]) =>
    blocks.map((block) => (block[0] === 10 ? 'S' : String(block[0]))).join('');
  const lines = events.map((event, at) => {
    const isPacket = event.type === 'message';
    return letters(first.take(event, isPacket ? [new Uint8Array(blockBytes).fill(at)] : []));
  });
  return [...lines, letters(first.release())];
}

describe('secrets in a capture', () => {
  it('that are known stand before the packets', () => {
    expect(
      written([
        record(1, {}),
        secret(1, 'CLIENT_TRAFFIC_SECRET_0'),
        secret(1, 'SERVER_TRAFFIC_SECRET_0'),
        answer(1, 'TLS 1.3'),
        record(1, { encrypted: true, opened: true }),
      ]),
    ).toEqual(['0', '', '', 'SS3', '4', '']);
  });

  it('that come late hold up the packets from the answer on', () => {
    expect(
      written([
        answer(1, 'TLS 1.3'),
        record(1, { encrypted: true, opened: false }),
        secret(1, 'SERVER_TRAFFIC_SECRET_0'),
        record(2, {}),
        secret(1, 'CLIENT_TRAFFIC_SECRET_0'),
        record(1, { encrypted: true, opened: true }),
      ]),
    ).toEqual(['', '', '', '', '', 'SS0135', '']);
  });

  it('of TLS 1.2 is one', () => {
    expect(written([answer(1, 'TLS 1.2'), secret(1, 'CLIENT_RANDOM'), record(1, {})])).toEqual([
      '',
      '',
      'S02',
      '',
    ]);
  });

  it('hold up nothing where there is no key log, or where they do not help', () => {
    const sealed = record(1, { encrypted: true });
    expect(written([answer(1, 'TLS 1.3'), sealed])).toEqual(['', '01', '']);
    const unread = record(1, { kind: 'tls-content', unread: 'no-match' });
    expect(written([answer(1, 'TLS 1.3'), unread])).toEqual(['', '01', '']);
  });

  it('hold up no more than 256 kB, and nothing for ever', () => {
    const some = [answer(1, 'TLS 1.3'), record(1, {}), record(1, {}), record(1, {})];
    expect(written(some, 100_000)).toEqual(['', '', '012', '3', '']);
    const ended: TranscriptEvent = {
      type: 'connection-ended',
      ...of(1),
      direction: 'client-to-server',
      how: 'fin',
      by: 'sender',
    };
    expect(written([answer(1, 'TLS 1.3'), ended])).toEqual(['', '0', '']);
    expect(written([answer(1, 'TLS 1.3')])).toEqual(['', '0']);
  });
});
