import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TranscriptEvent } from '../../src/lab/record/transcript.ts';
import { pcapngReport } from '../../src/report/pcapng/index.ts';

/** True where Wireshark's tshark is installed (Debian package `tshark`). */
export const hasTshark = spawnSync('tshark', ['--version']).status === 0;

/** The fields that are asked for, by Wireshark's names. */
const wanted = [
  'tcp.stream',
  'tcp.srcport',
  'tcp.payload',
  'tcp.analysis.flags',
  'tcp.checksum.status',
  'ip.checksum.status',
  'frame.time_epoch',
  'http.request.method',
  'http.request.uri',
  'http.request.version',
  'http.request.line',
  'http.response.version',
  'http.response.code',
  'http.response.phrase',
  'http.response.line',
  'http.file_data',
  'websocket.opcode',
  'websocket.fin',
  'websocket.payload_length',
  'websocket.payload_length_ext_16',
  'websocket.payload_length_ext_64',
  'websocket.payload.text',
  'websocket.payload.ping',
  'websocket.payload.pong',
  'data.data',
  'websocket.payload.close.status_code',
  'websocket.payload.close.reason',
  'http2.magic',
  'http2.type',
  'http2.flags',
  'http2.streamid',
  'http2.header.name',
  'http2.header.value',
  'grpc.compressed_flag',
  'grpc.message_length',
  'grpc.message_data',
  'protobuf.message.name',
  'protobuf.field.number',
  'protobuf.field.wiretype',
  'protobuf.field.name',
  'protobuf.field.value',
  'protobuf.field.value.double',
  'protobuf.field.value.int64',
  'protobuf.field.value.int32',
  'protobuf.field.value.bool',
  'protobuf.field.value.string',
] as const;

export type WiresharkField = (typeof wanted)[number];

/** A packet: for each field what Wireshark read, in order; no value where it is not there. */
export type Dissected = Readonly<Record<WiresharkField, readonly string[]>>;

/** How tshark is to read the file. */
export interface Reading {
  /** Bodies as they come, chunk by chunk, for streams that do not end. */
  readonly streaming?: boolean;
  /** Server ports on which HTTP/2 begins without an upgrade: Wireshark is told so. */
  readonly http2Ports?: readonly number[];
  /** A folder of `.proto` files that name what gRPC messages hold. */
  readonly protos?: string;
  /** Server ports of HTTP/1.1, which may be what another protocol is known for. */
  readonly httpPorts?: readonly number[];
}

/** The capture of a run, as bytes. */
export function captureOf(events: readonly TranscriptEvent[]): Uint8Array {
  const report = pcapngReport();
  const parts = [...events.map((event) => report.take(event)), report.end()];
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

/** Lets tshark dissect a capture, all checksums verified. */
export function dissected(capture: Uint8Array, reading: Reading = {}): readonly Dissected[] {
  const folder = mkdtempSync(join(tmpdir(), 'apilab-tshark-'));
  try {
    const file = join(folder, 'run.pcapng');
    writeFileSync(file, capture);
    const args = ['-r', file, '-2', '-T', 'json', '-n'];
    const preferences = [
      'tcp.check_checksum:TRUE',
      'ip.check_checksum:TRUE',
      ...(reading.streaming ? ['http.desegment_body:FALSE', 'http.dechunk_body:FALSE'] : []),
    ];
    if (reading.protos !== undefined) {
      preferences.push(`uat:protobuf_search_paths:"${reading.protos}","TRUE"`);
    }
    for (const preference of preferences) args.push('-o', preference);
    for (const port of reading.httpPorts ?? []) args.push('-d', `tcp.port==${port},http`);
    for (const port of reading.http2Ports ?? []) args.push('-d', `tcp.port==${port},http2`);
    for (const field of wanted) args.push('-e', field);
    const output = execFileSync('tshark', args, {
      maxBuffer: 512 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const packets: { _source: { layers: Partial<Record<WiresharkField, string[]>> } }[] =
      JSON.parse(output.toString('utf8'));
    return packets.map(({ _source: { layers } }) => withAll(layers));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function withAll(layers: Partial<Record<WiresharkField, string[]>>): Dissected {
  const none: readonly string[] = [];
  const entries = wanted.map((field) => [field, layers[field] ?? none] as const);
  return Object.fromEntries(entries) as Dissected;
}
