import type { Random } from '../../lab/chance/random.ts';

/** What breaks parsers: ends of lines, lengths, escapes, frames, and numbers at their edges. */
const tokens: readonly Buffer[] = [
  ...['\r\n', '\n', '\r\n\r\n', '0\r\n\r\n', 'ffffffffffffffff\r\n', 'Content-Length: 5\r\n'],
  ...['Transfer-Encoding: chunked\r\n', 'Content-Encoding: gzip\r\n', 'Upgrade: websocket\r\n'],
  ...['HTTP/1.1 101 S\r\n', 'HTTP/1.1 200 OK\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'data: '],
  ...['[[[[[[[[', '{"a":', '"\\ud800', '\u001b[2J', '\u202e', '<script>', '{"toString":1}'],
  ...[
    '\x00\x00\x00',
    '\xff\xff\xff\xff',
    '\x81\xfe\xff\xff',
    '\x16\x03\x01\x02\x00\x01',
    '\x1f\x8b',
  ],
].map((text) => Buffer.from(text, 'latin1'));

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const splice = (bytes: Buffer, at: number, removed: number, put: Buffer) =>
  Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + removed)]);
const place = (bytes: Buffer, random: Random) => random.integer(0, bytes.length);
const some = (bytes: Buffer, random: Random) => {
  const start = place(bytes, random);
  return bytes.subarray(start, start + random.integer(1, 64));
};

const mutations: readonly Mutation[] = [
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    if (changed.length > 0) {
      const at = random.integer(0, changed.length - 1);
      changed[at] = (changed[at] ?? 0) ^ (1 << random.integer(0, 7));
    }
    return changed;
  },
  (bytes, random) => splice(bytes, place(bytes, random), 1, Buffer.from([random.integer(0, 255)])),
  (bytes, random) => splice(bytes, place(bytes, random), random.integer(1, 40), Buffer.alloc(0)),
  (bytes, random) => splice(bytes, place(bytes, random), 0, some(bytes, random)),
  (bytes, random) => bytes.subarray(0, place(bytes, random)),
  (bytes, random) => {
    const token = tokens[random.integer(0, tokens.length - 1)] ?? Buffer.alloc(0);
    return splice(bytes, place(bytes, random), random.integer(0, 1) * token.length, token);
  },
  (bytes, random) => {
    const token = tokens[random.integer(0, tokens.length - 1)] ?? Buffer.alloc(0);
    return splice(bytes, place(bytes, random), 0, Buffer.concat(Array(50).fill(token)));
  },
];

/** Bytes with one to four changes, the same for the same chance. */
export function mutated(bytes: Buffer, random: Random): Buffer {
  let changed = bytes;
  for (let left = random.integer(1, 4); left > 0; left--) {
    const mutate = mutations[random.integer(0, mutations.length - 1)];
    changed = mutate?.(changed, random) ?? changed;
  }
  return changed;
}
