import { parseJson } from 'apilab/parts/http/json';

/** What a client may say. */
export type ClientMessage = { readonly type: 'price'; readonly stock: string };

/** What is wrong with a message. */
export type Fault = 'not JSON' | 'no such type' | 'not a stock';

/** What the server says. */
export type ServerMessage =
  | { readonly type: 'price'; readonly stock: string; readonly cents: number }
  | { readonly type: 'error'; readonly error: Fault };

/** Reads what a client says. */
export type Read = (text: string) => ClientMessage | { readonly fault: Fault };

/** Takes it for input: what is wrong with it has a name, and nothing is thrown. */
export const readMessage: Read = (text) => {
  const message = parseJson(text);
  if (message === undefined) return { fault: 'not JSON' };
  if (typeof message !== 'object' || message === null || !('type' in message)) {
    return { fault: 'no such type' };
  }
  if (message.type !== 'price') return { fault: 'no such type' };
  const stock = 'stock' in message ? message.stock : undefined;
  const isStock = typeof stock === 'string' && /^[A-Z]{1,5}$/.test(stock);
  return isStock ? { type: 'price', stock } : { fault: 'not a stock' };
};
