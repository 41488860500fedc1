import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { proveContent } from '../../src/content/proof/prove.ts';
import { findingLine } from '../../src/content/written/finding.ts';
import { groupContent } from '../../src/content/written/group-content.ts';
import { surroundings } from './written.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
const cards = fixture('cards.yaml');
const lesson = fixture('lesson.md');

/** What is wrong with the fixtures, the deck's size aside. */
async function findings(texts: Partial<{ cards: string; lesson: string }>) {
  const content = groupContent('sse', { cards, lesson, ...texts }, surroundings);
  const all = [...content.findings, ...(await proveContent(content))];
  return all.map(findingLine).filter((line) => !/enoughCards|everyKind/.test(line));
}

const inCards = (from: string, to: string) => findings({ cards: cards.replace(from, to) });
const inLesson = (from: string, to: string) => findings({ lesson: lesson.replace(from, to) });

it('content that is right has no findings', async () => {
  expect(await findings({})).toEqual([]);
});

it('a group without files has neither cards nor lesson', () => {
  const none = { cards: undefined, lesson: undefined };
  expect(groupContent('sse', none, surroundings)).toEqual({ group: 'sse', findings: [] });
});

it('all findings are told at once', async () => {
  const worse = cards.replace('sse-masked-header', 'masked-header').replace('§9.2.4', '§nine');
  expect(await findings({ cards: worse })).toEqual([
    "scenarios/sse/cards.yaml:1 sse-resume-header: '§nine' is no section, such as '§4.2' or 'Appendix B'.",
    "scenarios/sse/cards.yaml:35 masked-header: The id must begin with 'sse-'. (idBeginsWithGroup)",
  ]);
});

describe('a wrong key is caught', () => {
  const card = 'scenarios/sse/cards.yaml:1 sse-resume-header: sse-replay, variant resume, step 3:';
  const masked = 'scenarios/sse/cards.yaml:35 sse-masked-header: sse-replay, variant resume:';

  it('where the signs of key and distractor are swapped', async () => {
    const swapped = cards
      .replace('has: ["GET /prices", "last-event-id: 3"]', 'has: ["the other"]')
      .replace('has: ["range: bytes"]', 'has: ["GET /prices", "last-event-id: 3"]')
      .replace('has: ["the other"]', 'has: ["range: bytes"]');
    expect(await findings({ cards: swapped })).toEqual([
      `${card} the key 'The reader sends the id of the last event it has' is not seen there: "range: bytes" from client.`,
      `${card} the distractor 'The reader asks for a range of bytes of the stream' is seen there: "GET /prices", "last-event-id: 3" from client.`,
    ]);
  });

  it('where a check comes out another way', async () => {
    expect(await inCards('outcome: holds', 'outcome: breaks')).toEqual([
      `${card} SSE-01 holds; it was to be that it breaks.`,
    ]);
  });

  it('where the mask hides something else', async () => {
    const eight = cards.replaceAll('"last-event-id: 7"', '"last-event-id: 9"');
    expect((await findings({ cards: eight }))[0]).toBe(
      `${masked} Message 2 of the exchange is not seen: "last-event-id: 9" from client.`,
    );
  });

  it('where the key is not what stands behind the mask', async () => {
    const other = await inCards('key: { text: "last-event-id: 7" }', 'key: { text: "range: 7" }');
    expect(other[0]).toMatch(/exactlyOneMask/);
  });

  it('in a prediction of a lesson', async () => {
    expect(await inLesson('key: { text: "Event 7"', 'key: { text: "Event 8"')).toEqual([]);
    expect(await inLesson('has: ["\\nid: 7\\n"]', 'has: ["\\nid: 5\\n"]')).toEqual([
      `scenarios/sse/lesson.md:8 Without an id, a gap: sse-replay, variant forget, step 3: the key 'Event 7' is not seen there: "\\nid: 5\\n" from prices.`,
    ]);
  });
});

describe('a lesson plays', () => {
  it('steps that exist', async () => {
    expect(await inLesson('steps: 1-3', 'steps: 1-9')).toEqual([
      'scenarios/sse/lesson.md:8 Without an id, a gap: sse-replay, variant forget, has no step 9; the last one is 7.',
    ]);
  });

  it('variants that exist', async () => {
    const [finding] = await inLesson('variant: forget\nsteps', 'variant: forgot\nsteps');
    expect(finding).toBe(
      'scenarios/sse/lesson.md:8 Without an id, a gap: sse-replay has no variant forgot; it has resume, forget, trust.',
    );
  });
});
