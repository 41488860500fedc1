/** No command that this store takes is longer, in bytes. */
const LONGEST = 1024 * 1024;

/** A client that speaks no RESP: its connection is to be closed. */
export class NotResp extends Error {
  override readonly name = 'NotResp';
}

/**
 * Puts the commands of a connection together, whatever pieces they come in: arrays of bulk strings, or
 * lines of words.
 */
export class CommandReader {
  #bytes: Buffer = Buffer.alloc(0);

  /** Takes bytes; returns the commands that they complete. @throws NotResp */
  push(bytes: Buffer): readonly (readonly string[])[] {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    const commands: (readonly string[])[] = [];
    while (this.#bytes.length > 0) {
      const read = this.#bytes[0] === 0x2a ? arrayIn(this.#bytes) : lineIn(this.#bytes);
      if (read === undefined) {
        if (this.#bytes.length > LONGEST) throw new NotResp('too big a command');
        break;
      }
      this.#bytes = this.#bytes.subarray(read.byteLength);
      if (read.words.length > 0) commands.push(read.words);
    }
    return commands;
  }
}

interface Read {
  readonly words: readonly string[];
  readonly byteLength: number;
}

function arrayIn(bytes: Buffer): Read | undefined {
  const count = lengthAt(bytes, 0, '*');
  if (count === undefined) return undefined;
  const words: string[] = [];
  let at = count.end;
  for (let left = count.value; left > 0; left--) {
    const length = lengthAt(bytes, at, '$');
    if (length === undefined || bytes.length < length.end + length.value + 2) return undefined;
    words.push(bytes.toString('utf8', length.end, length.end + length.value));
    at = length.end + length.value + 2;
  }
  return { words, byteLength: at };
}

function lengthAt(
  bytes: Buffer,
  at: number,
  mark: '*' | '$',
): { readonly value: number; readonly end: number } | undefined {
  const end = bytes.indexOf('\r\n', at, 'latin1');
  if (end === -1) {
    if (bytes.length - at > 32) throw new NotResp('invalid length');
    return undefined;
  }
  const line = bytes.toString('latin1', at, end);
  if (line[0] !== mark) throw new NotResp(`expected '${mark}', got '${line[0] ?? ''}'`);
  if (!/^\d{1,7}$/.test(line.slice(1))) throw new NotResp('invalid length');
  return { value: Number(line.slice(1)), end: end + 2 };
}

function lineIn(bytes: Buffer): Read | undefined {
  const end = bytes.indexOf(0x0a);
  if (end === -1) return undefined;
  const words = bytes.toString('utf8', 0, end).trim().split(/\s+/);
  return { words: words.filter((word) => word !== ''), byteLength: end + 1 };
}
