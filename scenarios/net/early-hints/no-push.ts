import type { Socket } from 'node:net';
import { FLAG, type Frame, frame, frameReader, PREFACE, TYPE, uint32 } from './frames.ts';

const PROTOCOL_ERROR = 1;
const CANCEL = 8;

/** What to send when somebody pushes; whether the server has acknowledged that it must not. */
export type OnPush = (promise: Frame, acknowledged: boolean) => readonly Buffer[];

/**
 * A server that has acknowledged the setting and pushes breaks the protocol: the connection ends (RFC
 * 9113 §6.6). Until then it may not have known, so only what it pushes is refused.
 */
export const refuse: OnPush = ({ payload }, acknowledged) =>
  acknowledged
    ? [frame(TYPE.GOAWAY, 0, 0, uint32(0, PROTOCOL_ERROR))]
    : [frame(TYPE.RST_STREAM, 0, payload.readUInt32BE(0), uint32(CANCEL))];

/** `GET /` as HPACK has it: numbers of its static table, and the authority in full (RFC 7541 §6). */
const request = (authority: string) =>
  Buffer.concat([
    Buffer.of(0x82, 0x86, 0x84, 0x01, authority.length),
    Buffer.from(authority, 'latin1'),
  ]);

/** Says that it takes no push, asks for `/`, and is done when the answer or an end has come. */
export function askWithoutPush(
  socket: Socket,
  { authority, onPush = refuse }: { readonly authority: string; readonly onPush?: OnPush },
): Promise<void> {
  const read = frameReader();
  let acknowledged = false;

  function replies(one: Frame): readonly Buffer[] {
    if (one.type === TYPE.PUSH_PROMISE) return onPush(one, acknowledged);
    if (one.type !== TYPE.SETTINGS) return [];
    if ((one.flags & FLAG.ACK) === 0) return [frame(TYPE.SETTINGS, FLAG.ACK, 0)];
    acknowledged = true;
    return [frame(TYPE.HEADERS, FLAG.END_STREAM | FLAG.END_HEADERS, 1, request(authority))];
  }

  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('data', (bytes: Buffer) => {
      for (const one of read(bytes)) {
        const sent = replies(one);
        if (sent.length > 0) socket.write(Buffer.concat(sent));
        const isAnswered = one.stream === 1 && (one.flags & FLAG.END_STREAM) !== 0;
        const isOver = sent.some((reply) => reply[3] === TYPE.GOAWAY);
        if (isOver || (isAnswered && one.type <= TYPE.HEADERS)) return void socket.end();
      }
    });
    const noPush = Buffer.concat([Buffer.of(0, 2), uint32(0)]);
    socket.write(Buffer.concat([PREFACE, frame(TYPE.SETTINGS, 0, 0, noPush)]));
  });
}
