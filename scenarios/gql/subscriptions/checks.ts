import type { CrossedWire, Seen, WsFrame } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';

/** Which messages of a type a server sent, as they were on the wire. */
const sent = (frames: readonly Seen<WsFrame>[], type: string) =>
  frames.filter(
    ({ direction, message }) =>
      direction === 'server-to-client' && message?.text?.includes(`"type":"${type}"`),
  );

/** What an operation was told: its numbers, and nothing behind them. */
export const heard = (stock: string, numbers: readonly string[]): string =>
  `${stock} ${numbers.join(' ') || 'nothing'}`;

/** How many messages came for an operation behind its `complete`. */
export function afterComplete(frames: readonly Seen<WsFrame>[], id: string): string {
  const end = frames.findIndex(
    ({ message }) => message?.text?.includes('"type":"complete"') && message.text.includes(id),
  );
  const late = end < 0 ? [] : sent(frames.slice(end), 'next');
  const own = late.filter(({ message }) => message?.text?.includes(`"id":"${id}"`));
  return counted(own.length, 'message');
}

/** How many errors were told as messages, and whether the connection survived. */
export function errorsTold({ frames }: CrossedWire): string {
  const isClosed = frames.some(({ opcode }) => opcode === 'close');
  return listed(counted(sent(frames, 'error').length, 'error'), isClosed ? 'closed' : 'still open');
}

/** The code with which the server closed a connection. */
export function endedWith(frames: readonly Seen<WsFrame>[]): string {
  const end = frames.find(
    ({ opcode, direction }) => opcode === 'close' && direction === 'server-to-client',
  );
  return `${end?.close?.code ?? 'open'}`;
}

/** The numbers of the prices in an event stream, and how it ended. */
export function streamed({ events }: CrossedWire): string {
  const numbers = events.flatMap(({ event, data }) =>
    event === 'next' ? [/"number":(\d+)/.exec(data)?.[1] ?? 'error'] : [],
  );
  return numbers.join(' ') || 'nothing';
}

/** How many still listen to a source. */
export const left = (listeners: number): string => counted(listeners, 'listener');
