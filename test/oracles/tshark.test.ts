import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MessageEvent, TranscriptEvent } from '../../src/lab/record/transcript.ts';
import type { Message, Node } from '../../src/wire/index.ts';
import { everyVariant, transcriptOf } from '../catalogue/every-scenario.ts';
import { Lane } from './payload-words.ts';
import { grpcRun, socketRun } from './recorded-runs.ts';
import { captureOf, type Dissected, dissected, hasTshark } from './tshark.ts';
import { ourWords, wiresharkWords } from './wire-words.ts';

type Opened = Extract<TranscriptEvent, { type: 'connection-opened' }>;

/** Where the project's own services are described. */
const shopProtos = join(import.meta.dirname, '../../protos');

const directions = ['client-to-server', 'server-to-client'] as const;

/** The words of each direction of each connection, in order. */
type Words = Readonly<Record<string, readonly string[]>>;

interface Readings {
  readonly ours: Words;
  readonly wiresharks: Words;
  readonly packets: readonly Dissected[];
}

/**
 * Reads a run in both ways. Streams without an end are compared piece by piece, the rest message by
 * message. `protos` is a folder of `.proto` files that name what gRPC messages hold.
 */
function readingsOf(
  events: readonly TranscriptEvent[],
  streaming: boolean,
  protos: string | undefined,
): Readings {
  const opened = events.filter((event): event is Opened => event.type === 'connection-opened');
  const messages = events.filter((event): event is MessageEvent => event.type === 'message');
  const http2 = connectionsWith(messages, 'http2-preface');
  const streams = connectionsWith(messages, 'sse-event');
  const portsOf = (isHttp2: boolean) => [
    ...new Set(
      opened
        .filter(({ connection }) => http2.has(connection) === isHttp2)
        .map(({ serverPort }) => serverPort),
    ),
  ];
  const packets = dissected(captureOf(events), {
    httpPorts: portsOf(false),
    http2Ports: portsOf(true),
    streaming,
    ...(protos !== undefined && { protos }),
  });
  const byHttp = answeredByHttp(messages);
  const ours: Record<string, string[]> = {};
  const wiresharks: Record<string, string[]> = {};
  for (const [stream, { connection, serverPort }] of opened.entries()) {
    if (streams.has(connection) !== streaming) continue;
    // Wireshark numbers what it takes for a connection, in the order in which they begin.
    const segments = packets.filter((packet) => packet['tcp.stream'][0] === `${stream}`);
    for (const direction of directions) {
      const fromServer = direction === 'server-to-client';
      const lane = `connection ${connection} ${direction}`;
      const sent = messages.filter(
        (event) => event.connection === connection && event.message.direction === direction,
      );
      const bytes = new Lane(sent);
      ours[lane] = sent
        .filter(({ delivery }) => delivery === 'whole' || (streaming && delivery === 'part'))
        .flatMap((event) => ourWords(withoutVainGrpc(event, byHttp), streaming, bytes) ?? []);
      wiresharks[lane] = segments
        .filter((packet) => (packet['tcp.srcport'][0] === `${serverPort}`) === fromServer)
        .flatMap((packet) => wiresharkWords(packet, streaming) ?? []);
    }
  }
  return { ours, wiresharks, packets };
}

const streamOf = (connection: number, stream: number) => `${connection} ${stream}`;

/** The streams whose answer is none of gRPC, which a client takes all the same. */
function answeredByHttp(events: readonly MessageEvent[]): ReadonlySet<string> {
  return new Set(
    events.flatMap(({ connection, message }) => {
      if (message.kind !== 'http2-frame' || message.section !== 'response') return [];
      const type = message.fields?.find(({ name }) => name === 'content-type')?.value ?? '';
      return type.startsWith('application/grpc') ? [] : [streamOf(connection, message.stream)];
    }),
  );
}

/** A frame as Wireshark reads it: it takes nothing for gRPC that HTTP alone answers, the request neither. */
function withoutVainGrpc(event: MessageEvent, byHttp: ReadonlySet<string>): MessageEvent {
  const { connection, message } = event;
  if (message.kind !== 'http2-frame' || !byHttp.has(streamOf(connection, message.stream))) {
    return event;
  }
  const { grpc: _, ...frame } = message;
  const layers = frame.layers.filter(({ protocol }) => !/^(grpc|protobuf)$/.test(protocol));
  return { ...event, message: { ...frame, layers } };
}

function connectionsWith(
  messages: readonly MessageEvent[],
  kind: MessageEvent['message']['kind'],
): ReadonlySet<number> {
  const found = messages.filter(({ message }) => message.kind === kind);
  return new Set(found.map(({ connection }) => connection));
}

/** What is wrong with the packets as TCP over IP. */
function faultsOf(packets: readonly Dissected[]): readonly string[] {
  let last = 0n;
  return packets.flatMap((packet, index) => {
    const time = BigInt((packet['frame.time_epoch'][0] ?? '').replace('.', ''));
    const faults = [
      ...(packet['tcp.analysis.flags'].length > 0 ? ['TCP is not in order'] : []),
      ...(packet['tcp.checksum.status'][0] === '1' ? [] : ['the checksum of TCP']),
      ...(packet['ip.checksum.status'][0] === '1' ? [] : ['the checksum of IP']),
      ...(time > last ? [] : ['the time']),
    ];
    last = time;
    return faults.map((fault) => `packet ${index + 1}: ${fault}`);
  });
}

/** The words with the pieces of a stream that follow each other put together. */
function joined(words: Words): Words {
  const join = (pieces: readonly string[]) =>
    pieces.join('\n').replaceAll(/(?<=^stream .*)\nstream /gm, '');
  return Object.fromEntries(Object.entries(words).map(([lane, all]) => [lane, [join(all)]]));
}

function proveAgreement(
  events: readonly TranscriptEvent[],
  protos?: string,
  inPieces = true,
): void {
  const { ours, wiresharks, packets } = readingsOf(events, false, protos);
  expect(faultsOf(packets)).toEqual([]);
  expect(wiresharks).toEqual(ours);
  const streams = events.some(
    (event) => event.type === 'message' && event.message.kind === 'sse-event',
  );
  const streamed = streams ? readingsOf(events, true, protos) : undefined;
  if (inPieces || streamed === undefined) {
    expect(streamed?.wiresharks).toEqual(streamed?.ours);
  } else {
    expect(joined(streamed.wiresharks)).toEqual(joined(streamed.ours));
  }
  const all = [...Object.values(ours), ...Object.values(streamed?.ours ?? {})].flat();
  expect(all).not.toEqual([]);
}

/** Stories that are not compared, and why. */
const notCompared: Readonly<Record<string, string>> = {
  'hook-network': 'tls-tshark.test.ts compares what is inside TLS',
  'net-http2': 'tls-tshark.test.ts compares what is inside TLS',
  'ws-access': 'tls-tshark.test.ts compares what is inside TLS',
};
/** Of each scenario the first variant and the last: those between cross the wire in the same forms. */
const compared = everyVariant.filter(
  ({ id }, n, all) => !(id in notCompared) && (all[n - 1]?.id !== id || all[n + 1]?.id !== id),
);
/** Streams of chunks that are too many for one segment, which tshark cuts elsewhere. */
const cutElsewhere: ReadonlySet<string> = new Set(['choose-realtime']);

describe.skipIf(!hasTshark)('tshark reads our capture as we read the wire', () => {
  it.each(compared)('of $id, $variant', async (played) => {
    proveAgreement(await transcriptOf(played), shopProtos, !cutElsewhere.has(played.id));
  });

  it.skip.each(Object.entries(notCompared))('not of %s: %s', () => {});

  it('of gRPC calls over HTTP/2, named by their proto file', async () => {
    proveAgreement(await grpcRun({ named: true, large: true }), import.meta.dirname);
  });

  it('of gRPC calls over HTTP/2, with nothing but the numbers of fields', async () => {
    proveAgreement(await grpcRun({ large: true }));
  });

  it('of a WebSocket, compressed, fragmented and long', async () => {
    proveAgreement(await socketRun());
  });

  it('of connections that had the same port of the system one after the other', async () => {
    const resumed = everyVariant.find(
      ({ id, variant }) => id === 'sse-replay' && variant === 'resume',
    );
    if (resumed === undefined) throw new RangeError('there is no such variant');
    const events = await transcriptOf(resumed);
    proveAgreement(
      events.map((event) =>
        event.type === 'connection-opened' ? { ...event, clientPort: 50_000 } : event,
      ),
    );
  });

  it.each<[string, () => Promise<readonly TranscriptEvent[]>, (message: Message) => Message]>([
    [
      'another text in a WebSocket message',
      socketRun,
      (message) =>
        message.kind === 'ws-frame' && message.message?.type === 'text'
          ? { ...message, message: { ...message.message, text: 'x' } }
          : message,
    ],
    [
      'other bytes in a binary WebSocket message',
      socketRun,
      (message) =>
        message.kind === 'ws-frame' && message.opcode === 'binary' && !message.compressed
          ? { ...message, maskKey: '00000000' }
          : message,
    ],
    [
      'other bytes in a gRPC message',
      () => grpcRun({ named: true }),
      (message) =>
        withNodes(message, (node) =>
          node.kind === 'grpc.payload' ? { ...node, end: node.end - 1 } : node,
        ),
    ],
    [
      'another value in a field of gRPC',
      () => grpcRun({ named: true }),
      (message) =>
        withNodes(message, (node) =>
          node.kind === 'protobuf.varint' ? { ...node, value: `${node.value}0` } : node,
        ),
    ],
    [
      'another name for a field of gRPC',
      () => grpcRun({ named: true }),
      (message) =>
        withNodes(message, (node) =>
          node.kind === 'protobuf.field' ? { ...node, name: 'other' } : node,
        ),
    ],
  ])('and would tell if we read %s', async (_, run, change) => {
    const events = (await run()).map((event) =>
      event.type === 'message' ? { ...event, message: change(event.message) } : event,
    );
    const { ours, wiresharks } = readingsOf(events, false, import.meta.dirname);
    expect(wiresharks).not.toEqual(ours);
  });
});

/** A message each of whose nodes was changed. */
function withNodes(message: Message, change: (node: Node) => Node): Message {
  const changed = (node: Node): Node =>
    change(node.children ? { ...node, children: node.children.map(changed) } : node);
  const layers = message.layers.map((layer) => ({ ...layer, nodes: layer.nodes.map(changed) }));
  return { ...message, layers };
}
