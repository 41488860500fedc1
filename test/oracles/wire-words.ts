import type { MessageEvent } from '../../src/lab/record/transcript.ts';
import { carriedBy } from '../../src/report/story/carried.ts';
import { deliveredBytes } from '../../src/report/story/delivered.ts';
import type { Content, Http2Frame, WsFrame } from '../../src/wire/index.ts';
import { type Lane, ourGrpcWords, wiresharkGrpcWords } from './payload-words.ts';
import type { Dissected, WiresharkField } from './tshark.ts';

/**
 * What our dissectors read in a message, in words that a reading of Wireshark can be put in too;
 * nothing where there is nothing to compare. `streaming` says that bodies are compared as they come.
 */
export function ourWords(event: MessageEvent, streaming: boolean, lane: Lane): string | undefined {
  const { message } = event;
  switch (message.kind) {
    case 'http-request':
    case 'http-response': {
      const { summary, fields, content } = message;
      const lines = fields.map(({ name, value }) => `${name}: ${value}`);
      return head(summary, lines, streaming ? '' : asAscii(contentOf(event, content)));
    }
    case 'sse-event':
    case 'http-end': {
      const bytes = deliveredBytes(event) ?? new Uint8Array(0);
      return bytes.byteLength > 0 ? `stream ${Buffer.from(bytes).toString('hex')}` : undefined;
    }
    case 'ws-frame':
      return ourSocketWords(message, lane.payloadOf(message));
    case 'http2-preface':
      return 'preface';
    case 'http2-frame':
      return ourFrameWords(message, lane);
    default:
      return undefined;
  }
}

/** The same words for a packet as Wireshark reads it; nothing where no message ends in it. */
export function wiresharkWords(packet: Dissected, streaming: boolean): string | undefined {
  const one = (field: WiresharkField) => packet[field][0] ?? '';
  const lines = (field: WiresharkField) =>
    packet[field].map((line) => line.replace(/^([^:]*):[ \t]*(.*?)[ \t]*\r?\n$/s, '$1: $2'));
  const body = streaming ? '' : one('http.file_data');
  if (one('http2.magic') !== '') return 'preface';
  if (one('http2.type') !== '') return wiresharkFrameWords(packet);
  if (one('websocket.opcode') !== '') return wiresharkSocketWords(packet);
  if (one('http.request.method') !== '') {
    const line = `${one('http.request.method')} ${one('http.request.uri')} ${one('http.request.version')}`;
    return head(line, lines('http.request.line'), body);
  }
  if (one('http.response.code') !== '') {
    const line = `${one('http.response.version')} ${one('http.response.code')} ${one('http.response.phrase')}`;
    return head(line.trimEnd(), lines('http.response.line'), body);
  }
  return streaming && one('tcp.payload') !== '' ? `stream ${one('tcp.payload')}` : undefined;
}

/** The text of a body, or its bytes if it is none and lies on the wire as it is. */
function contentOf(event: MessageEvent, { text, codings }: Content): Buffer {
  if (text !== undefined || codings !== undefined) return Buffer.from(text ?? '');
  return Buffer.from(carriedBy(event).bytes);
}

/** Wireshark takes bodies for ASCII, whose bytes end at 127, and for text, which ends at a NUL. */
function asAscii(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  const text = bytes.subarray(0, end < 0 ? bytes.length : end).toString('latin1');
  return text.replaceAll(/[\x80-\xff]/g, '\ufffd');
}

function head(line: string, fields: readonly string[], body: string): string {
  return [line, ...fields, '', body].join('\n');
}

const opcodes = new Map([
  ['0', 'continuation'],
  ['1', 'text'],
  ['2', 'binary'],
  ['8', 'close'],
  ['9', 'ping'],
  ['10', 'pong'],
]);

function ourSocketWords(
  { opcode, fin, close, message, payloadLength }: WsFrame,
  payload: Buffer | undefined,
): string {
  if (close !== undefined) return `close ${close.code} ${close.reason}`;
  const said = message?.text ?? payload?.toString('hex') ?? '';
  return `${opcode}${fin ? '' : ' and more'} of ${payloadLength}: ${said}`;
}

function wiresharkSocketWords(packet: Dissected): string {
  const one = (field: WiresharkField) => packet[field][0] ?? '';
  const code = one('websocket.payload.close.status_code');
  if (code !== '') return `close ${code} ${one('websocket.payload.close.reason')}`;
  const opcode = opcodes.get(one('websocket.opcode')) ?? 'reserved';
  const length =
    packet['websocket.payload_length_ext_64'][0] ??
    packet['websocket.payload_length_ext_16'][0] ??
    one('websocket.payload_length');
  const fields: readonly WiresharkField[] = [
    ...(['websocket.payload.text', 'data.data'] as const),
    ...(['websocket.payload.ping', 'websocket.payload.pong'] as const),
  ];
  const isLast = one('websocket.fin') === '1';
  const said = isLast ? fields.map(one).join('') : '';
  return `${opcode}${isLast ? '' : ' and more'} of ${length}: ${said}`;
}

const flagBits = new Map([
  ['ACK', 0x1],
  ['END_STREAM', 0x1],
  ['END_HEADERS', 0x4],
  ['PADDED', 0x8],
  ['PRIORITY', 0x20],
]);

function ourFrameWords(message: Http2Frame, lane: Lane): string {
  const { type, flags, stream, fields = [] } = message;
  const bits = flags.reduce((sum, flag) => sum | (flagBits.get(flag) ?? Number(flag)), 0);
  return frameWords(type, bits, stream, [
    ...fields.map(({ name, value }) => `${name}: ${value}`),
    ...ourGrpcWords(message, lane),
  ]);
}

function wiresharkFrameWords(packet: Dissected): string {
  const names = packet['http2.header.name'];
  const values = packet['http2.header.value'];
  const [type, flags, stream] = [
    packet['http2.type'],
    packet['http2.flags'],
    packet['http2.streamid'],
  ].map(([text]) => Number(text));
  return frameWords(type, flags, stream, [
    ...names.map((name, at) => `${name}: ${values[at]}`),
    ...wiresharkGrpcWords(packet),
  ]);
}

function frameWords(
  type: number | undefined,
  flags: number | undefined,
  stream: number | undefined,
  rest: readonly string[],
): string {
  return [`frame ${type} flags ${flags} on ${stream}`, ...rest].join('\n');
}
