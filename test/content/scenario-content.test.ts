import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { proveScenario } from '../../src/content/proof/prove.ts';
import { recordingsOf } from '../../src/content/proof/recordings.ts';
import { scenarioFindings } from '../../src/content/rules/scenario-findings.ts';
import { findingLine } from '../../src/content/written/finding.ts';
import {
  cardsPartOf,
  lessonPartOf,
  type ScenarioContent,
} from '../../src/content/written/group-content.ts';
import { entries, entry, group } from './written.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
const cards = fixture('cards.yaml');
const chapter = fixture('chapter.md');

const misconceptions = new Set([
  'last-event-id-is-inclusive',
  'reader-asks-for-the-next',
  'server-remembers-connections',
  'streams-only-go-forward',
  'streams-resume-by-themselves',
  'streams-resume-like-downloads',
  'streams-start-over',
]);

function contentOf(texts: { readonly cards?: string; readonly chapter?: string }): ScenarioContent {
  const home = (name: string) => ({
    file: `scenarios/sse/replay/${name}`,
    group: 'sse',
    scenario: 'sse-replay',
  });
  return {
    entry,
    recordings: { 'sse-masked-header': [] },
    ...(texts.cards !== undefined && { cards: cardsPartOf(texts.cards, home('cards.yaml')) }),
    ...(texts.chapter !== undefined && {
      chapter: lessonPartOf(texts.chapter, home('chapter.md')),
    }),
  };
}

/** What is wrong with the examples, as they stand or changed. */
async function findings(texts: { readonly cards?: string; readonly chapter?: string }) {
  const content = contentOf({ cards, chapter, ...texts });
  const surroundings = { entries, groups: [group], misconceptions };
  const all = [...scenarioFindings(content, surroundings), ...(await proveScenario(content))];
  return all.map(findingLine);
}

function changed(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new RangeError(`the example has no ${from}`);
  return text.replace(from, to);
}

const inCards = (from: string, to: string) => findings({ cards: changed(cards, from, to) });
const inChapter = (from: string, to: string) => findings({ chapter: changed(chapter, from, to) });

it('content that is right has no findings', async () => {
  expect(await findings({})).toEqual([]);
});

describe('a scenario without content', () => {
  const bare = (draft: boolean) =>
    scenarioFindings(
      { entry: { ...entry, draft }, recordings: {} },
      { entries, groups: [group], misconceptions },
    ).map(findingLine);

  it('lacks a chapter and cards, unless it is a draft', () => {
    expect(bare(true)).toEqual([]);
    expect(bare(false)).toEqual([
      'scenarios/sse/replay/chapter.md: It is missing.',
      'scenarios/sse/replay/cards.yaml: A scenario has 3 cards or more.',
    ]);
  });
});

it('all findings are told at once', async () => {
  const worse = cards
    .replace('sse-masked-header', 'masked-header')
    .replace('standard: html §9.2.4', 'standard: html §nine')
    .replace('[html §9.2.4]', '[html §99]');
  expect(await findings({ cards: worse })).toEqual([
    "scenarios/sse/replay/cards.yaml: 'html' has no section '99' in standards.yaml.",
    "scenarios/sse/replay/cards.yaml:1 sse-resume-header: 'html' has no section 'nine' in standards.yaml.",
    "scenarios/sse/replay/cards.yaml:34 masked-header: The id must begin with 'sse-'. (idBeginsWithGroup)",
    'scenarios/sse/replay/cards.yaml:34 masked-header: It is not recorded: npm run record -- sse/replay',
  ]);
});

describe('a misconception', () => {
  it('is one that a list of misconceptions has', async () => {
    expect((await inCards('reader-asks-for-the-next', 'reader-asks-twice'))[0]).toMatch(
      /'reader-asks-twice' stands in no misconceptions.yaml/,
    );
    expect(await inChapter('streams-start-over', 'streams-start-again')).toHaveLength(1);
  });
});

describe('a wrong key is caught', () => {
  const card =
    'scenarios/sse/replay/cards.yaml:1 sse-resume-header: sse-replay, variant resume, step catch-up:';
  const masked =
    'scenarios/sse/replay/cards.yaml:34 sse-masked-header: sse-replay, variant resume:';

  it('if the signs of key and distractor are swapped', async () => {
    const swapped = cards
      .replace('has: ["GET /prices", "last-event-id: 3"]', 'has: ["the other"]')
      .replace('has: ["range: bytes"]', 'has: ["GET /prices", "last-event-id: 3"]')
      .replace('has: ["the other"]', 'has: ["range: bytes"]');
    expect(await findings({ cards: swapped })).toEqual([
      `${card} the key 'The reader sends the id of the last event it has' is not seen there: "range: bytes" from client.`,
      `${card} the distractor 'The reader asks for a range of bytes of the stream' is seen there: "GET /prices", "last-event-id: 3" from client.`,
    ]);
  });

  it('if a check comes out another way', async () => {
    expect(await inCards('once-in-order: holds', 'once-in-order: breaks')).toEqual([
      `${card} once-in-order holds; it was to be that it breaks.`,
    ]);
  });

  it('if the mask hides something else', async () => {
    const nine = cards.replaceAll('"last-event-id: 7"', '"last-event-id: 9"');
    expect((await findings({ cards: nine }))[0]).toBe(
      `${masked} Message 2 of the exchange is not seen: "last-event-id: 9" from client.`,
    );
  });

  it('if the key is not what stands behind the mask', async () => {
    const other = await inCards('key: { text: "last-event-id: 7" }', 'key: { text: "range: 7" }');
    expect(other[0]).toMatch(/exactlyOneMask/);
  });

  it('in a prediction of a chapter', async () => {
    expect(await inChapter('key: { text: "Event 7"', 'key: { text: "Event 8"')).toEqual([]);
    expect(await inChapter('has: ["\\nid: 7\\n"]', 'has: ["\\nid: 5\\n"]')).toEqual([
      `scenarios/sse/replay/chapter.md:1 Without an id, a gap: sse-replay, variant forget, step catch-up: the key 'Event 7' is not seen there: "\\nid: 5\\n" from prices.`,
    ]);
  });
});

describe('a chapter plays', () => {
  const where = 'scenarios/sse/replay/chapter.md:1 Without an id, a gap: sse-replay';

  it('steps that exist, in their order', async () => {
    expect(await inChapter('steps: receive..catch-up', 'steps: receive..end')).toEqual([
      `${where}, variant forget, has no step end; there are receive, cut, catch-up, cut-anywhere, too-late, unknown-id, edges.`,
    ]);
    expect(await inChapter('steps: receive..catch-up', 'steps: catch-up..receive')).toEqual([
      `${where}, variant forget, comes to receive before catch-up.`,
    ]);
  });

  it('variants that exist', async () => {
    expect(await inChapter('variant: forget\nsteps', 'variant: forgot\nsteps')).toContain(
      `${where} has no variant forgot; it has resume, forget, trust.`,
    );
  });
});

it('what the cards show is recorded from the run', async () => {
  const { recordings, findings: wrong } = await recordingsOf(contentOf({ cards }));
  expect(wrong).toEqual([]);
  expect(recordings['sse-masked-header']?.[1]?.lines).toEqual(['GET /prices HTTP/1.1', '▒▒▒▒']);
});
