import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/wire/types.ts';
import { dissect, gaps, problemsOfNodes, unknownKinds } from './conversation.ts';
import { brokenConversation, conversation } from './conversations.arbitrary.ts';

const cuts = fc.oneof(
  fc.constant([1]),
  fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
);

describe.each([
  ['well-formed', conversation],
  ['broken', brokenConversation],
] as const)('a %s conversation', (_, arbitrary) => {
  it('gives the same messages however its bytes are cut', () => {
    fc.assert(
      fc.property(arbitrary, cuts, (turns, sizes) => {
        expect(dissect(turns, sizes)).toEqual(dissect(turns));
      }),
      { numRuns: 400 },
    );
  });

  it('is tiled by its messages and their leaves', () => {
    fc.assert(
      fc.property(arbitrary, cuts, (turns, sizes) => {
        expect(gaps(dissect(turns, sizes), turns)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('has every problem listed and every kind documented', () => {
    fc.assert(
      fc.property(arbitrary, (turns) => {
        const messages = dissect(turns);
        expect(unknownKinds(messages)).toEqual([]);
        for (const message of messages) {
          expect(message.problems).toEqual(problemsOfNodes(message));
        }
      }),
      { numRuns: 400 },
    );
  });
});

it('reads each direction the same where requests are pipelined', () => {
  fc.assert(
    fc.property(conversation, (turns) => {
      const pipelined = turns.toSorted(([one], [other]) => one.localeCompare(other));
      const [waiting, ahead] = [turns, pipelined].map((order) => byDirection(dissect(order)));
      expect(ahead).toEqual(waiting);
    }),
  );
});

it('reads a well-formed conversation without a problem, one request and response an exchange', () => {
  fc.assert(
    fc.property(conversation, (turns) => {
      const messages = dissect(turns).filter(({ kind }) => kind !== 'sse-event');
      expect(
        messages.flatMap(({ layers }) => layers[0]?.nodes ?? []).filter((node) => node.problem),
      ).toEqual([]);
      const exchanges = messages.flatMap((message) =>
        message.kind === 'http-request' || message.kind === 'http-response'
          ? [message.exchange]
          : [],
      );
      expect(exchanges).toEqual(turns.map((_, at) => Math.floor(at / 2) + 1));
    }),
  );
});

function byDirection(messages: readonly Message[]): readonly (readonly Message[])[] {
  const isRequest = ({ direction }: Message) => direction === 'client-to-server';
  return [messages.filter(isRequest), messages.filter((message) => !isRequest(message))];
}
