import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codes, dissect, gaps, problemsOfNodes, type Turn } from '../http1/conversation.ts';
import { frame } from './frames.ts';
import { talk } from './talk.ts';

const agreed = [
  'Sec-WebSocket-Extensions: permessage-deflate',
  'Sec-WebSocket-Protocol: graphql-transport-ws',
];

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('{"type":"ping"}', '{"id":"1","type":"next","payload":{"data":{}}}', '{}', '€'),
);
const payload = fc.oneof(
  { weight: 4, arbitrary: text.map((said) => Buffer.from(said)) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 140 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 2,
    arbitrary: text.map((said) => deflateRawSync(said, { finishFlush: 2 }).subarray(0, -4)),
  },
);
const mask = fc.option(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)), {
  nil: undefined,
});
/** Frames of which most are sound, in an order that often is not. */
const anyFrame = fc
  .record({
    opcode: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(0, 1, 2, 8, 9, 10) }, fc.nat(15)),
    payload,
    fin: fc.boolean(),
    reserved: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(0, 0, 4) }, fc.nat(7)),
    mask,
    lengthBytes: fc.constantFrom<(0 | 2 | 8)[]>(2, 8),
    natural: fc.boolean(),
    declared: fc.oneof(
      { weight: 30, arbitrary: fc.constant(undefined) },
      fc.constantFrom(1n << 63n, 1n << 60n, 7n, 100_000n),
    ),
  })
  .map(({ natural, lengthBytes, mask, declared, ...parts }) =>
    frame({
      ...parts,
      ...(mask === undefined ? {} : { mask }),
      ...(natural && declared === undefined
        ? {}
        : { lengthBytes: declared === undefined ? lengthBytes : 8 }),
      ...(declared === undefined ? {} : { declared }),
    }),
  );
const stream = fc.oneof(
  { weight: 5, arbitrary: fc.array(anyFrame, { maxLength: 8 }).map((all) => Buffer.concat(all)) },
  fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes)),
);
const turns = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom<'client' | 'server'>('client', 'server'), stream), {
      maxLength: 4,
    }),
    fc.boolean(),
  )
  .map(([parts, extended]) => talk(parts satisfies readonly Turn[], extended ? agreed : []));
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });

/** Messages of each direction apart: of one direction the order is fixed, between the two it is not. */
const apart = (messages: ReturnType<typeof dissect>) =>
  (['client-to-server', 'server-to-client'] as const).map((direction) =>
    messages.filter((message) => message.direction === direction),
  );

describe('any WebSocket conversation', () => {
  it('gives the same messages however its bytes are cut', () => {
    fc.assert(
      fc.property(turns, cuts, (all, pieces) => {
        expect(apart(dissect(all, pieces))).toEqual(apart(dissect(all)));
      }),
      { numRuns: 400 },
    );
  });

  it('gives the same messages byte by byte', () => {
    fc.assert(
      fc.property(turns, (all) => {
        expect(apart(dissect(all, [1]))).toEqual(apart(dissect(all)));
      }),
      { numRuns: 150 },
    );
  });

  it('is tiled by its messages and their leaves', () => {
    fc.assert(
      fc.property(turns, (all) => {
        expect(gaps(dissect(all), all)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('lists the problems of its nodes, and survives JSON', () => {
    fc.assert(
      fc.property(turns, (all) => {
        const messages = dissect(all);
        for (const message of messages) {
          expect(codes(message)).toEqual(problemsOfNodes(message).map(({ code }) => code));
        }
        expect(JSON.parse(JSON.stringify(messages))).toEqual(messages);
      }),
      { numRuns: 150 },
    );
  });
});
