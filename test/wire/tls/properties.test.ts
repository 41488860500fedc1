import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codes, dissect, gaps, problemsOfNodes, type Turn } from '../http1/conversation.ts';
import { clientHello, handshake, record, serverHello } from './records.ts';

const hello = clientHello({ sni: 'a.example', alpn: ['h2'], versions: [0x0304] });
const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((list) => Buffer.from(list));
/** A hello with a few bytes changed. */
const damaged = fc
  .tuple(
    fc.constantFrom(hello, serverHello()),
    fc.array(fc.tuple(fc.nat(120), fc.nat(255)), { maxLength: 3 }),
  )
  .map(([sound, changes]) => {
    const copy = Buffer.from(sound);
    for (const [at, byte] of changes) if (at < copy.length) copy[at] = byte;
    return copy;
  });
const message = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(hello, serverHello()) },
  { weight: 3, arbitrary: damaged },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(25), bytes(30)).map(([type, body]) => handshake(type, body)),
  },
  bytes(20),
);
/** Handshake messages in records that cut them anywhere. */
const flight = fc
  .tuple(fc.array(message, { maxLength: 4 }), fc.integer({ min: 1, max: 200 }))
  .map(([messages, size]) => {
    const all = Buffer.concat(messages);
    const records: Buffer[] = [];
    for (let at = 0; at < all.length; at += size)
      records.push(record(22, all.subarray(at, at + size)));
    return Buffer.concat(records);
  });
const other = fc
  .tuple(fc.constantFrom(20, 21, 23, 24), bytes(12))
  .map(([type, body]) => record(type, body));
const stream = fc
  .array(fc.oneof(flight, other, { weight: 1, arbitrary: bytes(12) }), { maxLength: 5 })
  .map((parts) => Buffer.concat(parts));
const turns = fc
  .array(fc.tuple(fc.constantFrom<'client' | 'server'>('client', 'server'), stream), {
    maxLength: 4,
  })
  .map((parts): Turn[] => [['client', record(22, hello, 0x0301)], ...parts]);
const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });

describe('any TLS conversation', () => {
  it('gives the same messages however its bytes are cut', () => {
    fc.assert(
      fc.property(turns, cuts, (all, pieces) => {
        expect(dissect(all, pieces)).toEqual(dissect(all));
        expect(dissect(all, [1])).toEqual(dissect(all));
      }),
      { numRuns: 300 },
    );
  });

  it('is tiled by its messages and their leaves', () => {
    fc.assert(
      fc.property(turns, (all) => {
        expect(gaps(dissect(all), all)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('lists the problems of its nodes, and survives JSON', () => {
    fc.assert(
      fc.property(turns, (all) => {
        const messages = dissect(all);
        for (const each of messages) {
          expect(codes(each)).toEqual(problemsOfNodes(each).map(({ code }) => code));
        }
        expect(JSON.parse(JSON.stringify(messages))).toEqual(messages);
      }),
      { numRuns: 200 },
    );
  });
});
