import { type CrossedWire, fieldOf, type Seen, type WsFrame } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';

/** What each handshake of a step was answered. */
export const handshakes = ({ exchanges }: CrossedWire): string =>
  exchanges
    .filter(({ request }) => fieldOf(request, 'upgrade') !== undefined)
    .map(({ response }) => response?.status ?? 'nothing')
    .join(' · ');

/** Which subprotocol each handshake of a step was answered with. */
export const subprotocols = ({ answers }: CrossedWire): string =>
  answers
    .filter(({ status }) => status === 101)
    .map((answer) => fieldOf(answer, 'sec-websocket-protocol') ?? 'none')
    .join(' · ');

/** What the chat said: how many texts, and with which codes it closed. */
export function heard(frames: readonly Seen<WsFrame>[]): string {
  const said = frames.filter(({ direction }) => direction === 'server-to-client');
  const texts = said.filter(({ opcode }) => opcode === 'text').length;
  const codes = said.flatMap(({ close }) => (close === undefined ? [] : [`closed ${close.code}`]));
  return listed(`heard ${counted(texts, 'text')}`, ...codes);
}

/** How many lines of a log hold a secret. */
export const linesWith = (log: readonly string[], secret: string): string =>
  counted(log.filter((line) => line.includes(secret)).length, 'line');

/** How many frames somebody on the way could read: `0 of 3 frames`. */
export function readable(frames: readonly Seen<WsFrame>[]): string {
  const inTheClear = frames.filter(({ inside }) => inside === undefined).length;
  return `${inTheClear} of ${counted(frames.length, 'frame')}`;
}
