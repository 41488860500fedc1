import { describe, expect, it } from 'vitest';
import type { Group } from '../../src/content/group.ts';
import { groupFindings } from '../../src/content/rules/group-findings.ts';
import {
  cardsPartOf,
  type GroupContent,
  lessonOf,
  lessonPartOf,
} from '../../src/content/written/group-content.ts';
import { choice, entry, group, part, predict, section } from './written.ts';

const home = (file: string) => ({ file: `scenarios/sse/${file}`, group: 'sse' });
const intro = lessonPartOf(
  '# Server-Sent Events\n\n## The problem\n\nConnections break.\n',
  home('lesson/intro.md'),
);
const outro = lessonPartOf(
  ['Trade-offs', 'When not to use it', 'What interviewers ask']
    .map((title) => `## ${title}\n\nSo it is.\n`)
    .join('\n'),
  home('lesson/outro.md'),
);
const play = (variant: string) => ({
  kind: 'play' as const,
  run: 'sse-replay',
  variant,
  steps: { from: 'receive', to: 'catch-up' },
});
const turn = {
  kind: 'turn' as const,
  task: 'Do it.',
  serve: 'sse-replay',
  commands: ['curl {url}'],
  hint: 'With curl.',
  done: [{ has: ['GET'] }],
  solution: ['curl {url}'],
  learned: 'It works.',
};
const chapter = part(
  [
    section('naive-way', predict, play('forget')),
    section('right-way', predict, play('resume'), turn),
  ],
  { file: 'scenarios/sse/replay/chapter.md' },
);
const cards = cardsPartOf('[]', home('replay/cards.yaml'));
const deck = { ...cards, cards: [{ card: choice(), line: 1 }] };
const whole: GroupContent = {
  group,
  intro,
  outro,
  scenarios: [{ entry, chapter, cards: deck, recordings: {} }],
};

/** What is wrong, the size and the kinds of the small deck aside. */
async function findings(members: Partial<GroupContent>, groups: readonly Group[] = [group]) {
  const all = await groupFindings({ ...whole, ...members }, groups);
  return all.map(({ text }) => text).filter((text) => !/^The group has|Only \d/.test(text));
}

describe('a group', () => {
  it('whose parts make a lesson has no findings', async () => {
    expect(await findings({})).toEqual([]);
    expect(lessonOf(whole)?.sections.map(({ id }) => id)).toEqual([
      ...['the-problem', 'naive-way', 'right-way'],
      ...['trade-offs', 'when-not-to-use-it', 'what-interviewers-ask'],
    ]);
  });

  it('needs intro and outro once a scenario is finished', async () => {
    const { intro: _, outro: __, ...bare } = whole;
    expect((await groupFindings(bare, [group])).map(({ file }) => file)).toContain(
      'scenarios/sse/lesson/intro.md',
    );
    const draft = { ...entry, draft: true };
    const drafts = { ...bare, scenarios: [{ entry: draft, recordings: {} }] };
    expect(await groupFindings(drafts, [group])).toEqual([]);
    expect(lessonOf(drafts)).toBeUndefined();
  });

  it('has cards enough, of all kinds and levels', async () => {
    const texts = (await groupFindings(whole, [group])).map(({ text }) => text);
    expect(texts).toContain('The group has 1 cards; it needs 12 or more. (enoughCards)');
    expect(texts).toContain('The group has no card of the kind order. (everyKind)');
    expect(texts).toContain('The group has no card of the level deep. (everyLevel)');
  });

  it('has sections with ids of their own in all of its lesson', async () => {
    const again = { ...chapter, sections: [section('trade-offs'), ...chapter.sections] };
    const scenarios = [{ entry, chapter: again, cards: deck, recordings: {} }];
    expect(await findings({ scenarios })).toEqual([
      "Another section of the lesson has the id 'trade-offs'; give this one its own: {#...}.",
    ]);
  });

  it('says where sections went that are no more', async () => {
    const formerSections = { 'right-way': 'naive-way', old: 'nowhere', older: 'right-way' };
    const moved = { ...group, formerSections };
    expect(await findings({ group: moved }, [moved])).toEqual([
      "The former section 'right-way' is still there. (formerSectionsAreTold)",
      "There is no section 'nowhere' that tells 'old'. (formerSectionsAreTold)",
    ]);
  });
});

describe('group.yaml', () => {
  const ofGroup = (members: Partial<Group>, others: readonly Group[] = []) => {
    const changed = { ...group, ...members };
    return findings({ group: changed }, [changed, ...others]);
  };

  it('names scenarios that exist, and all that are finished', async () => {
    expect(await ofGroup({ scenarios: ['replay', 'llm'] })).toEqual([
      'There is no scenario sse-llm.',
    ]);
    expect(await ofGroup({ scenarios: [] })).toEqual([
      'The finished scenario sse-replay has no place in the order.',
    ]);
  });

  it('says which scenario is served, and it has servers', async () => {
    expect(await ofGroup({ serve: 'llm' })).toEqual(['There are no servers of sse-llm.']);
    const { serve: _, ...silent } = group;
    expect(await findings({ group: silent }, [silent])).toEqual([
      'It does not say which of its scenarios to serve.',
    ]);
  });

  it('has prerequisites that come earlier on the path', async () => {
    const rest = { ...group, id: 'rest' };
    expect(await ofGroup({ prerequisites: ['rest'] }, [rest])).toEqual([
      'The path leads to its prerequisite rest later.',
    ]);
    expect(await ofGroup({ prerequisites: ['soap'] })).toEqual(['There is no group soap.']);
  });
});
