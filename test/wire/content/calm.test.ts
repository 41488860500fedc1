import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allNodes, read } from './contents.ts';

const type = fc.constantFrom(
  'application/json',
  'application/problem+json',
  'application/graphql-response+json',
  'text/plain; charset=utf-16le',
  'text/plain; charset="',
  ';;;',
);
const coding = fc.constantFrom('gzip', 'deflate', 'br', 'zstd', 'gzip,gzip', ',,', 'x');
const body = fc.oneof(
  fc.uint8Array({ maxLength: 80 }),
  fc.json().map((text) => Buffer.from(text)),
  fc
    .array(fc.constantFrom(...'{}[]:,"\\u0019-.etrueé'))
    .map((parts) => Buffer.from(parts.join(''))),
);
const compressed = fc
  .tuple(
    body,
    fc.constantFrom(gzipSync, deflateSync, deflateRawSync, brotliCompressSync),
    fc.nat(),
    fc.nat({ max: 255 }),
  )
  .map(([bytes, compress, at, flip]) => {
    const packed = compress(bytes);
    const index = at % packed.length;
    packed[index] = (packed[index] ?? 0) ^ flip;
    return packed;
  });

it('reads any bytes without a throw, all ranges within the content', () => {
  fc.assert(
    fc.property(
      fc.oneof(body, compressed),
      type,
      fc.option(coding, { nil: '' }),
      fc.boolean(),
      fc.constantFrom(0, 100),
      (bytes, mediaType, contentCoding, isRequest, missing) => {
        const { content, layers } = read(bytes, {
          type: mediaType,
          coding: contentCoding,
          role: isRequest ? 'request' : 'response',
          byteLength: bytes.length + missing,
          answersGraphql: true,
        });
        for (const node of allNodes(layers.flatMap((layer) => layer.nodes))) {
          expect(node.start).toBeLessThanOrEqual(node.end);
          expect(node.end).toBeLessThanOrEqual(Math.max(content.byteLength, bytes.length));
        }
      },
    ),
    { numRuns: 3_000 },
  );
});
