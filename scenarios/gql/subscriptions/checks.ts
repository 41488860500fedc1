import type { CrossedWire, Seen, WsFrame } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';

/** Which messages of a type a server sent, as they were on the wire. */
const sent = (frames: readonly Seen<WsFrame>[], type: string) =>
  frames.filter(
    ({ direction, message }) =>
      direction === 'server-to-client' && message?.text?.includes(`"type":"${type}"`),
  );

/** What operations were told of a price, such as `ABC 1`, in order: `ABC 1 2 · XYZ 1 2 3`. */
export const heard = (...operations: readonly (readonly string[])[]): string =>
  listed(...operations.map((prices) => inShort(prices)));

/** The name of a stock stands before its first number, and where another one follows. */
function inShort(prices: readonly string[]): string {
  const words = prices.flatMap((price, n) => {
    const [stock = '', number = ''] = price.split(' ');
    return prices[n - 1]?.startsWith(`${stock} `) ? [number] : [stock, number];
  });
  return words.join(' ') || 'nothing';
}

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

/** The prices in an event stream, in the same words. */
export function streamed({ events }: CrossedWire): string {
  const prices = events.flatMap(({ event, data }) => {
    if (event !== 'next') return [];
    const [, stock = 'error', number = '?'] = /"stock":"(\w+)","number":(\d+)/.exec(data) ?? [];
    return [`${stock} ${number}`];
  });
  return inShort(prices);
}

/** How many still listen to a source. */
export const left = (listeners: number): string => counted(listeners, 'listener');
