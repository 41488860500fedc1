import { describe, expect, it } from 'vitest';
import type { Advice, Question } from '../../src/content/choice.ts';
import { readGroups } from '../../src/content/groups.ts';
import { groupFindings } from '../../src/content/rules/group-findings.ts';
import { readChoice } from '../../src/content/stored-choice.ts';
import { findingLine } from '../../src/content/written/finding.ts';
import {
  type GroupContent,
  lessonOf,
  readAllContent,
  writtenDeckOf,
} from '../../src/content/written/group-content.ts';
import { readWrittenChoice } from '../../src/content/written/read-choice.ts';
import { readWrittenGroups } from '../../src/content/written/read-groups.ts';
import { readMisconceptions } from '../../src/content/written/read-misconceptions.ts';
import { recordedRun } from '../../src/evidence/recorded-run.ts';
import { stepsOf } from '../../src/evidence/window.ts';
import { findScenario } from '../../src/lab/catalogue/catalogue.ts';

const groups = await readGroups();
const contents = await readAllContent(groups);

describe('what was written for all', () => {
  it('can be read: group.yaml, path.yaml, choose.yaml', async () => {
    const { start, findings } = await readWrittenGroups();
    const choice = await readWrittenChoice();
    expect([...findings, ...choice.findings].map(findingLine)).toEqual([]);
    expect((await findScenario(start))?.draft).toBe(false);
  });

  it('leads a beginner to every group', () => {
    expect(groups.filter(({ why }) => why === undefined)).toEqual([]);
  });

  it('makes a hundred cards or more, with ids of their own', () => {
    const ids = contents.flatMap(writtenDeckOf).map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(100);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
  });
});

describe('every group', () => {
  it.each(contents)('$group.id: its parts together keep the rules', async (content) => {
    expect((await groupFindings(content, groups)).map(findingLine)).toEqual([]);
  });

  const begun = contents.filter(({ scenarios }) => scenarios.some(({ entry }) => !entry.draft));

  it.each(begun)('$group.id: has a lesson', (content) => {
    expect(lessonOf(content)?.sections.length ?? 0).toBeGreaterThanOrEqual(6);
  });

  it.each(begun)('$group.id: names its misconceptions, and no others', async (content) => {
    const { group } = content;
    const own = await readMisconceptions(group.id);
    expect(own.findings.map(findingLine)).toEqual([]);
    const named = namedBy(content);
    expect(Object.keys(own.misconceptions).filter((id) => !named.has(id))).toEqual([]);
  });
});

describe('misconceptions that groups share', async () => {
  const shared = await readMisconceptions();

  it('are named by two groups or more, and stand in no list of a group', async () => {
    expect(shared.findings.map(findingLine)).toEqual([]);
    for (const id of Object.keys(shared.misconceptions)) {
      const naming = contents.filter((content) => namedBy(content).has(id));
      expect([id, naming.length]).toEqual([id, expect.toSatisfy((count: number) => count > 1)]);
    }
    const own = await Promise.all(groups.map(({ id }) => readMisconceptions(id)));
    const ids = own.flatMap(({ misconceptions }) => Object.keys(misconceptions));
    expect(Object.keys(shared.misconceptions).filter((id) => ids.includes(id))).toEqual([]);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
  });
});

describe('choose', async () => {
  const advice = leaves(await readChoice());

  it('ends in advice that a finished scenario shows, whatever is answered', async () => {
    const finished = contents.flatMap(({ group, scenarios }) =>
      scenarios.flatMap(({ entry }) => (entry.draft ? [] : [group.id])),
    );
    for (const { scenario } of advice) {
      expect([scenario, finished.some((group) => scenario.startsWith(`${group}-`))]).toEqual([
        scenario,
        true,
      ]);
    }
  });

  it('points to steps that are there', async () => {
    for (const { scenario, seen } of advice) {
      const entry = await findScenario(scenario);
      const [variant] = Object.keys(entry?.variants ?? {});
      if (seen === undefined || variant === undefined) continue;
      expect(stepsOf(await recordedRun({ run: scenario, variant }))).toContain(seen.step);
    }
  });
});

function leaves(question: Question): readonly Advice[] {
  return question.answers.flatMap(({ leads }) =>
    leads.kind === 'advice' ? [leads] : leaves(leads),
  );
}

/** The misconceptions that the cards and the chapters of a group name. */
function namedBy({ scenarios }: GroupContent): ReadonlySet<string> {
  const questions = scenarios.flatMap(({ cards, chapter }) => [
    ...(cards?.cards ?? []).map(({ card }) => card),
    ...(chapter?.sections ?? []).flatMap(({ blocks }) => blocks),
  ]);
  const distractors = questions.flatMap((each) => ('distractors' in each ? each.distractors : []));
  return new Set(distractors.map(({ misconception }) => misconception));
}
