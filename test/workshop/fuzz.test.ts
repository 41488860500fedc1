import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/lab/chance/random.ts';
import { ndjsonLine } from '../../src/report/index.ts';
import { readTranscript } from '../../src/report/ndjson/read-transcript.ts';
import { brokenConversation, dissected } from '../../src/workshop/fuzz/attempt.ts';
import { ownConversations } from '../../src/workshop/fuzz/conversations.ts';
import { show, transcriptOf, views } from '../../src/workshop/fuzz/views.ts';

const seeds = fc.tuple(fc.nat(), fc.nat(ownConversations.length - 1));

/** A broken conversation as the transcript of a session. */
function hostile([seed, which]: readonly [number, number], isLive: boolean) {
  const random = seededRandom(seed, 'fuzz');
  const turns = brokenConversation(ownConversations[which] ?? [], random);
  return transcriptOf(turns, dissected(turns, random), isLive);
}

describe('a broken conversation', () => {
  it('is read calmly, every byte of it told', () => {
    fc.assert(
      fc.property(seeds, ([seed, which]) => {
        const random = seededRandom(seed, 'fuzz');
        dissected(brokenConversation(ownConversations[which] ?? [], random), random);
      }),
      { numRuns: 500 },
    );
  });

  it.each(Object.keys(views))('is shown by %s while it happens', (name) => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (drawn, isLive) => show(name, hostile(drawn, isLive))),
      { numRuns: 60 },
    );
  });

  it('is shown the same from its transcript, by every view', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (drawn) => {
        const events = hostile(drawn, true);
        const again = [];
        for await (const event of readTranscript(events.map(ndjsonLine))) again.push(event);
        expect(again).toEqual(events);
        for (const name of Object.keys(views)) show(name, again);
      }),
      { numRuns: 40 },
    );
  });
});
