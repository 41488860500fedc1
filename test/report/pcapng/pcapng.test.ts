import { describe, expect, test } from 'vitest';
import type { MessageEvent, TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { pcapngReport } from '../../../src/report/pcapng/index.ts';
import type { Message } from '../../../src/wire/types.ts';
import { request, response, scenario, seen } from '../sse-replay.events.ts';
import { blocksOf, commentsOf, packetsOf } from './read-pcapng.ts';

const between = { connection: 1, client: 'client', server: 'prices' } as const;
const opened: TranscriptEvent = {
  type: 'connection-opened',
  at: 0,
  ...between,
  clientPort: 51424,
  serverPort: 41873,
};

function fileOf(...events: readonly TranscriptEvent[]): Uint8Array {
  const report = pcapngReport();
  const parts = [...events.map((event) => report.take(event)), report.end()];
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

/** A message whose bytes are so many times `x`, from an offset of its stream on. */
function carrying(
  message: Message,
  byteLength: number,
  members: Partial<MessageEvent> & { at?: number } = {},
  start = 0,
): MessageEvent {
  const bytes = Buffer.alloc(byteLength, 'x').toString('base64');
  const event = seen(members.at ?? 0, { ...message, start, end: start + byteLength });
  return { ...event, bytes, ...members };
}

function ended(
  direction: 'client-to-server' | 'server-to-client',
  how: 'fin' | 'rst',
  by: 'sender' | 'receiver' | 'tap' = 'sender',
): TranscriptEvent {
  return { type: 'connection-ended', at: 9, ...between, direction, how, by };
}

const client = '127.0.0.1:51424';
const server = '127.0.0.2:41873';

/** Who sends which flags and how many bytes. */
function story(file: Uint8Array): readonly string[] {
  return packetsOf(file).map(
    ({ from, flags, payload }) =>
      `${from === client ? 'client' : 'server'} ${flags} ${payload.byteLength}`,
  );
}

const opening = ['client S 0', 'server SA 0', 'client A 0'];

describe('the file', () => {
  test('is a section with one interface, the names of the parties and the packets', () => {
    const types = blocksOf(fileOf(scenario(), opened)).map(({ type }) => type);
    expect(types).toEqual([0x0a0d0d0a, 1, 4, 4, 6, 6, 6]);
  });

  test('says in its first comment which scenario and variant it is', () => {
    const [section] = blocksOf(fileOf(scenario()));
    const comments = commentsOf(section?.body ?? Buffer.alloc(0), 16);
    expect(comments[0]).toContain('sse-replay (resume): Resume a dropped stream');
  });

  test('gives each party an address with its name', () => {
    const [, , first, second] = blocksOf(fileOf(scenario(), opened));
    expect(first?.body.subarray(4, 15).toString('latin1')).toBe('\x7f\0\0\x01client\0');
    expect(second?.body.subarray(4, 15).toString('latin1')).toBe('\x7f\0\0\x02prices\0');
  });

  test('holds the next scenario as a section of its own, with the same addresses', () => {
    const both = fileOf(scenario(), opened, scenario({ id: 'other' }), opened);
    const types = blocksOf(both).map(({ type }) => type);
    expect(types.filter((type) => type === 0x0a0d0d0a)).toHaveLength(2);
    expect(packetsOf(both)[3]).toMatchObject({ from: client, to: server });
  });

  test('is empty before a scenario began', () => {
    expect(fileOf(opened)).toHaveLength(0);
  });
});

describe('time', () => {
  test('is lab time on the day of the run', () => {
    const [first] = packetsOf(fileOf(scenario(), { ...opened, at: 1.5 }));
    expect(first?.timeNs).toBe(
      BigInt(Date.parse('2026-03-01T00:00:00Z')) * 1_000_000n + 1_500_000n,
    );
  });

  test('goes on by a nanosecond where lab time stands still', () => {
    const times = packetsOf(fileOf(scenario(), opened)).map(({ timeNs }) => timeNs);
    const start = times[0] ?? 0n;
    expect(times).toEqual([start, start + 1n, start + 2n]);
  });
});

describe('TCP', () => {
  test('opens with a handshake whose numbers follow from each other', () => {
    const [syn, synAck, ack] = packetsOf(fileOf(scenario(), opened));
    expect([syn?.flags, synAck?.flags, ack?.flags]).toEqual(['S', 'SA', 'A']);
    expect(synAck?.acknowledgment).toBe(((syn?.sequence ?? 0) + 1) >>> 0);
    expect(ack?.sequence).toBe(synAck?.acknowledgment);
    expect(ack?.acknowledgment).toBe(((synAck?.sequence ?? 0) + 1) >>> 0);
  });

  test('moves the port of a client where an open connection has the same ends', () => {
    const packets = packetsOf(fileOf(scenario(), opened, { ...opened, connection: 2 }));
    expect(packets[3]?.from).toBe('127.0.0.1:51423');
    expect(packets[3]?.comments[0]).toContain('from port 51424');
  });

  test('moves it too if a connection had the port before: the system gives ports again', () => {
    const reset = ended('client-to-server', 'rst');
    const packets = packetsOf(fileOf(scenario(), opened, reset, { ...opened, connection: 2 }));
    expect(packets.at(-1)?.from).toBe('127.0.0.1:51423');
    expect(packets[4]?.sequence).not.toBe(packets[0]?.sequence);
  });

  test('makes up no port for a refused connection that another one has', () => {
    const taken: TranscriptEvent = { ...opened, clientPort: 49_153 };
    const refused: TranscriptEvent = {
      type: 'connection-refused',
      at: 1,
      ...between,
      connection: 2,
      code: 'ECONNREFUSED',
    };
    const packets = packetsOf(fileOf(scenario(), taken, refused));
    expect(packets[3]?.from).toBe('127.0.0.1:49152');
  });

  test('announces how long a segment may be', () => {
    const [syn] = packetsOf(fileOf(scenario(), opened));
    expect([...(syn?.bytes.subarray(40) ?? [])]).toEqual([2, 4, 1460 >> 8, 1460 & 0xff]);
  });

  test('pushes a short message and acknowledges it', () => {
    const file = fileOf(scenario(), opened, carrying(request(), 100));
    expect(story(file)).toEqual([...opening, 'client PA 100', 'server A 0']);
    const [data, ack] = packetsOf(file).slice(3);
    expect(ack?.acknowledgment).toBe(((data?.sequence ?? 0) + 100) >>> 0);
  });

  test('cuts a long message into segments and acknowledges every second one', () => {
    const file = fileOf(scenario(), opened, carrying(response(), 4000));
    expect(story(file).slice(3)).toEqual([
      'server A 1460',
      'server A 1460',
      'client A 0',
      'server PA 1080',
      'client A 0',
    ]);
  });

  test('ends each direction by itself', () => {
    const end = ended('client-to-server', 'fin');
    const file = fileOf(
      scenario(),
      opened,
      end,
      carrying(response(), 10),
      ended('server-to-client', 'fin'),
    );
    expect(story(file).slice(3)).toEqual([
      'client FA 0',
      'server A 0',
      'server PA 10',
      'client A 0',
      'server FA 0',
      'client A 0',
    ]);
  });

  test('resets both ways where the tap did', () => {
    const both = [ended('client-to-server', 'rst', 'tap'), ended('server-to-client', 'rst', 'tap')];
    expect(story(fileOf(scenario(), opened, ...both)).slice(3)).toEqual([
      'client RA 0',
      'server RA 0',
    ]);
  });

  test('resets once where a party did', () => {
    const both = [
      ended('client-to-server', 'rst', 'sender'),
      ended('server-to-client', 'rst', 'receiver'),
    ];
    expect(story(fileOf(scenario(), opened, ...both)).slice(3)).toEqual(['client RA 0']);
  });

  test('answers with a reset where nobody listens', () => {
    const refused: TranscriptEvent = {
      type: 'connection-refused',
      at: 0,
      ...between,
      code: 'ECONNREFUSED',
    };
    const packets = packetsOf(fileOf(scenario(), refused));
    expect(packets.map(({ flags }) => flags)).toEqual(['S', 'RA']);
    expect(packets[1]?.comments[0]).toContain('cannot be reached (ECONNREFUSED)');
  });
});

describe('what was not delivered', () => {
  const reset = ended('server-to-client', 'rst', 'tap');

  test('is not in the file, and the packet that ends the connection says so', () => {
    const lost = carrying(response({ status: 201, reason: 'Created' }), 213, { delivery: 'none' });
    const packets = packetsOf(fileOf(scenario(), opened, lost, reset));
    expect(packets.at(-1)?.comments).toEqual(['Never delivered (213 B): HTTP/1.1 201 Created']);
    expect(packets.reduce((sum, { payload }) => sum + payload.byteLength, 0)).toBe(0);
  });

  test('is left out from the byte on at which the message was cut', () => {
    const cut = carrying(response(), 213, { delivery: 'part', deliveredBytes: 19 });
    const packets = packetsOf(fileOf(scenario(), opened, cut, reset));
    expect(packets[3]?.payload.byteLength).toBe(19);
    expect(packets.at(-1)?.comments[0]).toBe('Only 19 B of 213 B were delivered: HTTP/1.1 200 OK');
    expect(packets.at(-1)?.sequence).toBe(((packets[3]?.sequence ?? 0) + 19) >>> 0);
  });

  test('is told at the end of the section where no packet follows', () => {
    const lost = carrying(response(), 213, { delivery: 'none' });
    const last = blocksOf(fileOf(scenario(), opened, lost)).at(-1);
    expect(last?.type).toBe(5);
    expect(commentsOf(last?.body ?? Buffer.alloc(0), 12)).toEqual([
      'Connection 1: Never delivered (213 B): HTTP/1.1 200 OK',
    ]);
  });

  test('stops where the capture was full, without a made-up end', () => {
    const full: TranscriptEvent = { type: 'capture-full', at: 1, connection: 1, capBytes: 100 };
    const { bytes: _, ...unseen } = carrying(response(), 300);
    const file = fileOf(scenario(), opened, full, unseen, ended('server-to-client', 'fin'));
    expect(story(file)).toEqual(opening);
  });
});

describe('comments', () => {
  const step: TranscriptEvent = {
    type: 'step',
    at: 0,
    step: 1,
    id: 'receive-three-prices',
    title: 'Receive three prices',
  };

  test('name the step beside its first packet', () => {
    const [first] = packetsOf(fileOf(scenario(), step, opened));
    expect(first?.comments[0]).toBe('Step 1: Receive three prices');
  });

  test('explain the fields that the story is about, with their source', () => {
    const fields = [
      { name: 'Host', value: 'example.test' },
      { name: 'Last-Event-ID', value: '3' },
    ];
    const packets = packetsOf(fileOf(scenario(), opened, carrying(request({ fields }), 100)));
    expect(packets[3]?.comments).toEqual([
      'Last-Event-ID: 3: asks for what came after this id (HTML Standard §9.2.4)',
    ]);
  });

  test('stand beside the last segment of a message', () => {
    const teapot = carrying(response({ status: 503, reason: 'Service Unavailable' }), 2000);
    const said = packetsOf(fileOf(scenario(), opened, teapot)).map(
      ({ comments }) => comments.length,
    );
    expect(said.slice(3)).toEqual([0, 1, 0]);
  });

  test('say at the reset which fault it was', () => {
    const fault: TranscriptEvent = {
      type: 'fault',
      at: 9,
      ...between,
      fault: { kind: 'reset-connection' },
      sentence: 'resets the connection (RST to both ends)',
    };
    const reset = ended('client-to-server', 'rst', 'tap');
    const packets = packetsOf(fileOf(scenario(), opened, fault, carrying(request(), 5), reset));
    expect(packets.map(({ comments }) => comments)).toEqual([
      ['Connection 1: client → prices'],
      [],
      [],
      [],
      [],
      ['The tap resets the connection (RST to both ends).'],
    ]);
  });

  test('are safe text', () => {
    const evil: TranscriptEvent = { ...step, title: '\u001b[2J\u202e' };
    const [first] = packetsOf(fileOf(scenario(), evil, opened));
    expect(first?.comments[0]).toBe('Step 1: \\x1b[2J\\u202e');
  });

  test('are cut where they are longer than an option can be', () => {
    const long: TranscriptEvent = { ...step, title: '€'.repeat(30_000) };
    const [first] = packetsOf(fileOf(scenario(), long, opened));
    const length = Buffer.byteLength(first?.comments[0] ?? '');
    expect(length).toBeLessThanOrEqual(0xffff);
    expect(length).toBeGreaterThan(0xffff - 3);
  });
});
