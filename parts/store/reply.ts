/** A short text that a store says, such as `OK`. */
export class Status {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export const OK = new Status('OK');

/** An error that a store replies; its first word says which. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** What a store replies: a number, a text, nothing, a list, names with values. */
export type Reply =
  | number
  | string
  | null
  | Status
  | StoreError
  | readonly Reply[]
  | ReadonlyMap<string, Reply>;

/** A reply as bytes of RESP, version 2 or 3. */
export function encodeReply(reply: Reply, version: 2 | 3): string {
  if (reply === null) return version === 3 ? '_\r\n' : '$-1\r\n';
  if (typeof reply === 'string') return `$${Buffer.byteLength(reply)}\r\n${reply}\r\n`;
  if (typeof reply === 'number') {
    if (Number.isInteger(reply)) return `:${reply}\r\n`;
    return version === 3 ? `,${reply}\r\n` : encodeReply(String(reply), 2);
  }
  if (reply instanceof Status) return `+${reply.text}\r\n`;
  if (reply instanceof StoreError) return `-${reply.message}\r\n`;
  if (reply instanceof Map) {
    const items = [...reply].flat().map((item: Reply) => encodeReply(item, version));
    return `${version === 3 ? `%${reply.size}` : `*${items.length}`}\r\n${items.join('')}`;
  }
  if (!isList(reply)) return '';
  return `*${reply.length}\r\n${reply.map((item) => encodeReply(item, version)).join('')}`;
}

function isList(reply: Reply): reply is readonly Reply[] {
  return Array.isArray(reply);
}
