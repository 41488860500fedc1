import type { Read } from '../desk-messages.ts';

/** Takes a message for what it should be. `JSON.parse` throws, and the connection pays for it. */
export const trusting: Read = (text) => {
  const { type, stock } = JSON.parse(text);
  return type === 'price' ? { type, stock } : { fault: 'no such type' };
};
