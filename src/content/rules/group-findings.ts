import type { CatalogueEntry } from '../../lab/catalogue/catalogue.ts';
import type { Group } from '../group.ts';
import type { Block, Lesson, Section } from '../lesson.ts';
import { brokenRules, type Finding, type Rule } from '../written/finding.ts';
import { type GroupContent, lessonOf, partsOf, writtenDeckOf } from '../written/group-content.ts';
import { groupFile } from '../written/read-groups.ts';
import { deckRules } from './deck-rules.ts';
import { introProblems, outroProblems } from './part-rules.ts';
import { repeated } from './question-rules.ts';
import { namedScenarios, partFindings } from './scenario-findings.ts';

/**
 * What is wrong with a group: its intro and outro, and what its scenarios make together. What is wrong
 * with a scenario alone is told by `scenarioFindings`.
 */
export async function groupFindings(
  content: GroupContent,
  groups: readonly Group[],
): Promise<readonly Finding[]> {
  const { group, intro, outro, scenarios } = content;
  const findings: Finding[] = placeFindings(content, groups);
  const isFinished = scenarios.some(({ entry }) => !entry.draft);
  for (const [name, part, problems] of [
    ['intro', intro, introProblems] as const,
    ['outro', outro, outroProblems] as const,
  ]) {
    if (part === undefined) {
      const file = `scenarios/${group.id}/lesson/${name}.md`;
      if (isFinished) findings.push({ file, text: 'It is missing.' });
      continue;
    }
    const entries = await namedScenarios([part], []);
    const misconceptions = new Set<string>();
    findings.push(...problems(part).map((text) => ({ file: part.file, text })));
    findings.push(...partFindings(part, { entries, groups, misconceptions }));
  }
  if (!isFinished) return findings;
  const file = groupFile(group.id);
  const lesson = lessonOf(content);
  const ofLesson = lesson === undefined ? [] : brokenRules(lessonRules, lesson);
  const ofDeck = brokenRules(deckRules, writtenDeckOf(content));
  findings.push(...[...ofLesson, ...ofDeck].map((text) => ({ file, text })));
  return [...findings, ...titleFindings(content)];
}

/** What `group.yaml` says of scenarios and other groups that is not so. */
function placeFindings({ group, scenarios }: GroupContent, groups: readonly Group[]): Finding[] {
  const file = groupFile(group.id);
  const entries = scenarios.map(({ entry }) => entry);
  const named = (name: string) => entries.find((entry: CatalogueEntry) => entry.name === name);
  const place = groups.findIndex(({ id }) => id === group.id);
  const problems = [
    ...group.scenarios
      .filter((name) => named(name) === undefined)
      .map((name) => `There is no scenario ${group.id}-${name}.`),
    ...repeated(group.scenarios).map((name) => `The scenario ${name} stands there twice.`),
    ...entries
      .filter(({ draft, name }) => !draft && !group.scenarios.includes(name))
      .map(({ id }) => `The finished scenario ${id} has no place in the order.`),
    ...(group.serve === undefined || named(group.serve)?.isServed
      ? []
      : [`There are no servers of ${group.id}-${group.serve}.`]),
    ...(group.serve === undefined && entries.some(({ isServed }) => isServed)
      ? ['It does not say which of its scenarios to serve.']
      : []),
    ...group.prerequisites.flatMap((id) => {
      const before = groups.findIndex((each) => each.id === id);
      if (before < 0) return [`There is no group ${id}.`];
      return before < place ? [] : [`The path leads to its prerequisite ${id} later.`];
    }),
  ];
  return problems.map((text) => ({ file, text }));
}

/** Sections that share an id, told if the later one stands. */
function titleFindings(content: GroupContent): readonly Finding[] {
  const seen = new Set<string>();
  return partsOf(content).flatMap(({ file, sections, lines }) =>
    sections.flatMap((section) => {
      const { id, title } = section;
      const isFirst = !seen.has(id);
      seen.add(id);
      const line = lines.get(section);
      const text = `Another section of the lesson has the id '${id}'; give this one its own: {#...}.`;
      return isFirst ? [] : [{ file, about: title, ...(line !== undefined && { line }), text }];
    }),
  );
}

const predictsAndPlays: Rule<Lesson> = ({ sections }) => {
  const both = sections.filter((each) => has(each, 'predict') && has(each, 'play')).length;
  return both < 2 ? [`Two sections or more must predict and play; ${both} do.`] : [];
};

const takesTurns: Rule<Lesson> = ({ sections }) =>
  sections.some((section) => has(section, 'turn')) ? [] : ['The lesson has no turn.'];

const formerSectionsAreTold: Rule<Lesson> = ({ sections, formerSections }) => {
  const ids = sections.map(({ id }) => id);
  return Object.entries(formerSections).flatMap(([former, now]) => [
    ...(ids.includes(former) ? [`The former section '${former}' is still there.`] : []),
    ...(ids.includes(now) ? [] : [`There is no section '${now}' that tells '${former}'.`]),
  ]);
};

const lessonRules: readonly Rule<Lesson>[] = [predictsAndPlays, takesTurns, formerSectionsAreTold];

function has(section: Section, kind: Block['kind']): boolean {
  return section.blocks.some((block) => block.kind === kind);
}
