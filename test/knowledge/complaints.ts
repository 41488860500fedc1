import { citationProblems, readCitations } from '../../src/knowledge/citation.ts';
import { type Fact, longestBrief, type Standing } from '../../src/knowledge/index.ts';
import { standards } from '../../src/knowledge/standards.ts';

/** Room for `; …` behind the brief of a value that is one of several in its field line. */
const longestValueBrief = longestBrief - '; …'.length;

function aboutBrief(brief: string, longest: number): readonly string[] {
  const complaints: string[] = [];
  if (brief === '') complaints.push('the brief is empty');
  if (brief.length > longest) complaints.push(`the brief has ${brief.length} characters`);
  if (/[.\s]$|^\s/.test(brief)) complaints.push('the brief ends in a full stop or a space');
  return complaints;
}

function aboutSource(source: string, standing: Standing | undefined): readonly string[] {
  if (source === 'no standard; common practice') {
    return standing === undefined || standing === 'convention' ? [] : [`of no ${standing}`];
  }
  const problems = citationProblems(source);
  if (problems.length > 0) return problems;
  const binding = readCitations(source).map(({ word }) => standards()[word]?.status);
  const differs = standing !== undefined && binding.some((status) => status !== standing);
  return differs ? [`not a source of a ${standing}: ${source}`] : [];
}

function aboutValues(values: Fact['values'] = {}): readonly string[] {
  return Object.entries(values).flatMap(([value, { brief, source }]) => [
    ...(value === value.toLowerCase() ? [] : [`the value ${value} is not in lower case`]),
    ...aboutBrief(brief, longestValueBrief),
    ...(source === undefined ? [] : aboutSource(source, undefined)),
  ]);
}

/** What is wrong with a fact, each complaint led by what it is about; empty for a sound one. */
export function complaintsAbout(fact: Fact): readonly string[] {
  const complaints = [
    ...aboutSource(fact.source, fact.standing),
    ...aboutBrief(fact.brief, longestBrief),
  ];
  if (fact.title === '') complaints.push('the title is empty');
  if (!/^\S.*\.$/.test(fact.text)) complaints.push('the text is not made of whole sentences');
  if (fact.text.length > 260) complaints.push(`the text has ${fact.text.length} characters`);
  complaints.push(...aboutValues(fact.values));
  for (const { where, brief, source, values } of fact.readings ?? []) {
    if (!/^(?:in|with) /.test(where)) complaints.push(`'${where}' is no place`);
    complaints.push(...aboutBrief(brief, longestBrief), ...aboutValues(values));
    if (source !== undefined) complaints.push(...aboutSource(source, undefined));
  }
  return complaints.map((complaint) => `${fact.kind} ${fact.name}: ${complaint}`);
}
