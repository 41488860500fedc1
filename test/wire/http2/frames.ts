import { PREFACE } from '../../../src/wire/http2/opening.ts';
import type { Http2Frame, Message } from '../../../src/wire/index.ts';
import { dissect, type Turn } from '../http1/conversation.ts';

const types = {
  DATA: 0,
  HEADERS: 1,
  PRIORITY: 2,
  RST_STREAM: 3,
  SETTINGS: 4,
  PUSH_PROMISE: 5,
  PING: 6,
  GOAWAY: 7,
  WINDOW_UPDATE: 8,
  CONTINUATION: 9,
} as const;

/** Flags by name. */
export const flag = { ACK: 1, END_STREAM: 1, END_HEADERS: 4, PADDED: 8, PRIORITY: 32 } as const;

/** The bytes of a frame; a payload as text is taken as Latin-1. */
export function frame(
  type: keyof typeof types | number,
  flags = 0,
  stream = 0,
  payload: Uint8Array | string = '',
): Buffer {
  const bytes = typeof payload === 'string' ? Buffer.from(payload, 'latin1') : payload;
  const header = Buffer.alloc(9);
  header.writeUIntBE(bytes.length, 0, 3);
  header.writeUInt8(typeof type === 'number' ? type : types[type], 3);
  header.writeUInt8(flags, 4);
  header.writeUInt32BE(stream, 5);
  return Buffer.concat([header, bytes]);
}

/** What a client or server opens with. */
export const opening = {
  client: Buffer.concat([PREFACE, frame('SETTINGS')]),
  server: frame('SETTINGS'),
};

/** A header block of literals that enter no table. */
export function block(fields: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat(
    Object.entries(fields).flatMap(([name, value]) => [
      Buffer.from([0]),
      literal(name),
      literal(value),
    ]),
  );
}

function literal(text: string): Buffer {
  const octets = Buffer.from(text, 'latin1');
  const rest = octets.length - 127;
  if (rest < 0) return Buffer.concat([Buffer.from([octets.length]), octets]);
  const length = [127];
  let left = rest;
  for (; left >= 128; left = Math.floor(left / 128)) length.push(128 + (left % 128));
  return Buffer.concat([Buffer.from([...length, left]), octets]);
}

/** The least that a request says. */
export const get = block({ ':method': 'GET', ':scheme': 'http', ':path': '/', ':authority': 'a' });

/** The least that a response says. */
export const ok = block({ ':status': '200' });

/** A request without a body, on a stream. */
export function request(stream: number): Buffer {
  return frame('HEADERS', flag.END_HEADERS | flag.END_STREAM, stream, get);
}

/** The frames of a conversation behind the openings of both sides. */
export function framesOf(turns: readonly Turn[]): readonly Http2Frame[] {
  const messages = dissect([['client', opening.client], ['server', opening.server], ...turns]);
  return messages.filter(isFrame).slice(2);
}

function isFrame(message: Message): message is Http2Frame {
  return message.kind === 'http2-frame';
}

/** The codes of a frame's problems. */
export function codesOf(found: Http2Frame | undefined): readonly string[] {
  return (found?.problems ?? []).map(({ code }) => code);
}
