import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grpcKinds } from '../../../src/wire/grpc/kinds.ts';
import { hpackKinds } from '../../../src/wire/hpack/kinds.ts';
import { http2Kinds } from '../../../src/wire/http2/kinds.ts';
import type { Message, Node, ProtoTypes } from '../../../src/wire/index.ts';
import { dissectConnection } from '../../../src/wire/index.ts';
import { protobufKinds } from '../../../src/wire/protobuf/kinds.ts';
import { dissect, gaps, problemsOfNodes, type Turn } from '../http1/conversation.ts';
import { block, flag, frame, opening } from './frames.ts';

const protoTypes: ProtoTypes = {
  messages: {
    Tree: {
      1: { name: 'text', type: 'string' },
      2: { name: 'numbers', type: 'sint64', repeated: true },
      3: { name: 'child', type: 'Tree' },
    },
  },
  methods: { '/Trees/Get': { input: 'Tree', output: 'Tree' } },
};

const call = block({
  ':method': 'POST',
  ':scheme': 'http',
  ':path': '/Trees/Get',
  'content-type': 'application/grpc',
  te: 'trailers',
});
const answer = block({ ':status': '200', 'content-type': 'application/grpc' });
const jsonCall = block({
  ':method': 'POST',
  ':scheme': 'http',
  ':path': '/',
  'content-type': 'application/json',
});
const jsonAnswer = block({ ':status': '200', 'content-type': 'application/problem+json' });
const events = block({ ':status': '200', 'content-type': 'text/event-stream' });
const trailers = block({ 'grpc-status': '0' });

const stream = fc.constantFrom(0, 1, 2, 3, 5);
const anyFlags = fc.integer({ min: 0, max: 255 });
const anyBytes = fc.uint8Array({ maxLength: 60 });
/** A gRPC message, Protobuf or not. */
const message = fc
  .tuple(
    fc.constantFrom(0, 0, 0, 1),
    fc.oneof(anyBytes, fc.constant(Buffer.from('0a0161120203041a020a00', 'hex'))),
  )
  .map(([compressed, payload]) => {
    const prefix = Buffer.from([compressed, 0, 0, 0, payload.length]);
    return Buffer.concat([prefix, payload]);
  });
const cutData = fc
  .tuple(stream, fc.array(message, { maxLength: 4 }), fc.nat(30), fc.constantFrom(0, 1))
  .map(([on, messages, cut, end]) => {
    const bytes = Buffer.concat(messages);
    return Buffer.concat([
      frame('DATA', 0, on, bytes.subarray(0, cut)),
      frame('DATA', end, on, bytes.subarray(cut)),
    ]);
  });
/** Parts of JSON and of event streams, cut by DATA frames wherever that may be. */
const cutText = fc
  .tuple(
    stream,
    fc.array(fc.constantFrom('{"a":', '[1,', '"b"', '}', 'data: x\n', 'id: 1\r\n', '\n', '\r'), {
      maxLength: 6,
    }),
    fc.nat(20),
    fc.constantFrom(0, 1),
  )
  .map(([on, texts, cut, end]) => {
    const bytes = Buffer.from(texts.join(''));
    const first = frame('DATA', 0, on, bytes.subarray(0, cut));
    return Buffer.concat([first, frame('DATA', end, on, bytes.subarray(cut))]);
  });
const cutHeaders = fc
  .tuple(
    stream,
    fc.constantFrom(call, answer, trailers, jsonCall, jsonAnswer, events),
    fc.nat(40),
    fc.constantFrom(0, 1),
  )
  .map(([on, fields, cut, end]) =>
    Buffer.concat([
      frame('HEADERS', end, on, fields.subarray(0, cut)),
      frame('CONTINUATION', flag.END_HEADERS, on, fields.subarray(cut)),
    ]),
  );
const headers = fc
  .tuple(
    stream,
    fc.constantFrom(call, answer, trailers, jsonCall, jsonAnswer, events),
    fc.constantFrom(4, 5),
  )
  .map(([on, fields, flags]) => frame('HEADERS', flags, on, fields));
const anyFrame = fc
  .tuple(fc.integer({ min: 0, max: 12 }), anyFlags, stream, anyBytes)
  .map(([type, flags, on, payload]) => frame(type, flags, on, payload));
const part = fc.oneof(headers, cutData, cutText, cutHeaders, anyFrame, anyBytes);

/** Both sides in turn; now and then with bytes that are no frames. */
const conversation = fc
  .array(fc.tuple(fc.constantFrom('client' as const, 'server' as const), part), { maxLength: 12 })
  .map((turns): Turn[] => [['client', opening.client], ['server', opening.server], ...turns]);

const cuts = fc.oneof(
  fc.constant([1]),
  fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
);

const read = (turns: readonly Turn[], sizes?: readonly number[]) =>
  dissect(turns, sizes, dissectConnection({ protoTypes }));

describe('a conversation in HTTP/2, broken or not', () => {
  it('gives the same messages however its bytes are cut', () => {
    fc.assert(
      fc.property(conversation, cuts, (turns, sizes) => {
        expect(read(turns, sizes)).toEqual(read(turns));
      }),
      { numRuns: 500 },
    );
  });

  it('is tiled by its messages and their leaves', () => {
    fc.assert(
      fc.property(conversation, (turns) => {
        expect(gaps(read(turns), turns)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('has every problem listed, every kind documented, and survives JSON', () => {
    fc.assert(
      fc.property(conversation, (turns) => {
        const messages = read(turns);
        expect(messages.flatMap(unknownKinds)).toEqual([]);
        for (const each of messages) expect(each.problems).toEqual(problemsOfNodes(each));
        expect(JSON.parse(JSON.stringify(messages))).toEqual(messages);
      }),
      { numRuns: 500 },
    );
  });
});

const kinds = [http2Kinds, hpackKinds, grpcKinds, protobufKinds].flatMap(({ leaves, parents }) =>
  Object.keys({ ...leaves, ...parents }),
);

function unknownKinds({ layers }: Message): readonly string[] {
  return layers
    .flatMap(({ nodes }) => nodes.flatMap(kindsOf))
    .filter((kind) => !kinds.includes(kind) && !/^(?:json|problem|graphql|sse)\./.test(kind));
}

function kindsOf({ kind, children = [] }: Node): readonly string[] {
  return [kind, ...children.flatMap(kindsOf)];
}
