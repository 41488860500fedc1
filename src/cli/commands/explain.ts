import { Chalk, type ChalkInstance } from 'chalk';
import { seenOfCases } from '../../content/cases.ts';
import type { Group } from '../../content/group.ts';
import { readGroups, scenariosInOrder } from '../../content/groups.ts';
import {
  type Fact,
  type FactKind,
  factsOf,
  knownWords,
  type Reading,
} from '../../knowledge/index.ts';
import { type CatalogueEntry, readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { faultHelp, faultKindNames } from '../../tap/faults/registry.ts';
import { hues } from '../../text/hues.ts';
import { wrap } from '../../text/wrap.ts';
import { UsageError } from '../ending/exit.ts';
import { groupCalled } from '../finding/meant-group.ts';
import { suggestion } from '../finding/nearest.ts';
import { seenIn } from '../finding/seen-in.ts';
import { print } from '../output/print.ts';
import type { Asking } from '../screen/can-ask.ts';
import { type Screen, screen } from '../screen/terminal.ts';

export interface ExplainOptions {
  readonly json?: boolean;
}

/** A fact with the scenarios that show it. */
interface Explained {
  readonly fact: Fact;
  readonly scenarios: readonly CatalogueEntry[];
  /** Its cases that no scenario tells yet, with what is seen of them. */
  readonly toCome: readonly Pair[];
}

/** `apilab explain <word>`: what it means, where it is standardised, which scenarios show it. */
export async function explain(
  words: readonly string[],
  options: ExplainOptions,
  asking: Asking,
): Promise<void> {
  if (words.length === 0) throw new UsageError('explain needs a word: apilab explain <word>');
  const word = words.join(' ');
  const facts = factsOf(word);
  const kind = word.toLowerCase().replaceAll(/[\s_]+/g, '-');
  const fault = await faultCard(kind, screen(asking));
  const groups = await readGroups();
  const group = groupCalled(word, groups);
  if (facts.length === 0 && group === undefined && fault === undefined) {
    const near =
      suggestion(word, [
        ...nearWords(word),
        ...faultKindNames,
        ...groups.flatMap(({ words: others }) => others),
      ]) ||
      '; look up a pattern, a status, a header, a frame or a code, such as: apilab explain 409';
    throw new UsageError(`nothing is known of '${word}'${near}`);
  }
  const catalogue = scenariosInOrder(groups, await readCatalogue());
  const seen = facts.some(({ cases }) => cases) ? await seenOfCases() : {};
  const explained = facts.map((fact) => withScenarios(fact, catalogue, seen));
  if (options.json) {
    print(asJson(explained, group, kind));
    return;
  }
  const { colour, width } = screen(asking);
  const chalk = new Chalk({ level: colour ? 2 : 0 });
  const cards = [
    ...explained.map((each) => card(each, width, chalk)),
    ...(fault ? [fault] : []),
    ...(group ? [groupLines(group, word, facts, catalogue, width, chalk)] : []),
  ];
  print(cards.map((lines) => `${lines.join('\n')}\n`).join('\n'));
}

/** What a fault does that the tap can make, or all of them by the word `fault`. */
async function faultCard(kind: string, { colour, width }: Screen): Promise<string[] | undefined> {
  const kinds = /^faults?$/.test(kind)
    ? faultKindNames
    : faultKindNames.filter((each) => each === kind);
  if (kinds.length === 0) return undefined;
  const { faultLines } = await import('../showing/faults.ts');
  return [...faultLines(kinds, width, new Chalk({ level: colour ? 2 : 0 }))];
}

function withScenarios(
  fact: Fact,
  catalogue: readonly CatalogueEntry[],
  seen: Readonly<Record<string, string>>,
): Explained {
  const scenarios = seenIn(fact, catalogue);
  const told = new Set(scenarios.flatMap(({ covers }) => covers));
  const toCome = (fact.cases ?? []).filter((id) => !told.has(id));
  return { fact, scenarios, toCome: toCome.map((id) => [id, seen[id] ?? '']) };
}

/** The known words in the case in which this one was typed, so that case costs no edits. */
function nearWords(word: string): readonly string[] {
  return word === word.toLowerCase()
    ? knownWords().map((known) => known.toLowerCase())
    : knownWords();
}

function asJson(explained: readonly Explained[], group: Group | undefined, kind: string): string {
  const rows = explained.map(({ fact, scenarios }) => ({
    ...fact,
    scenarios: scenarios.map(({ id }) => id),
  }));
  const { id, title, about, words } = group ?? {};
  const ofGroup = group ? [{ kind: 'group', name: id, title, text: about, also: words }] : [];
  const help = faultHelp[kind];
  const ofFault = help ? [{ kind: 'fault', name: kind, ...help }] : [];
  return `${JSON.stringify([...rows, ...ofFault, ...ofGroup], null, 2)}\n`;
}

/** A group that was named, or in one line the one that the word belongs to. */
function groupLines(
  group: Group,
  word: string,
  facts: readonly Fact[],
  catalogue: readonly CatalogueEntry[],
  width: number,
  chalk: ChalkInstance,
): string[] {
  const isNamed = [group.id, group.title].some((name) => name.toLowerCase() === word.toLowerCase());
  if (isNamed || facts.length === 0) return groupCard(group, catalogue, width, chalk);
  return [chalk.dim(`More like it: apilab explain ${group.id}`)];
}

/** What a group is about, its scenarios, and the way to its lesson. */
function groupCard(
  { id, title, about, words }: Group,
  catalogue: readonly CatalogueEntry[],
  width: number,
  chalk: ChalkInstance,
): string[] {
  const members = catalogue.filter(({ group }) => group === id);
  const paragraph = (prose: string) => wrap(prose, width - 2).map((line) => `  ${line}`);
  return [
    `${chalk.bold(id)}  ${title}  ${chalk.dim('group of patterns')}`,
    ...paragraph(about),
    ...(words.length > 0
      ? paragraph(`Also: ${words.join(', ')}.`).map((line) => chalk.dim(line))
      : []),
    ...section('Scenarios', rows(members.map(asRow), width, chalk), chalk),
    ...(members.length > 0 ? ['', chalk.dim(`Learn it: apilab learn ${id}`)] : []),
  ];
}

function card(
  { fact, scenarios, toCome }: Explained,
  width: number,
  chalk: ChalkInstance,
): string[] {
  const { kind, name, title, brief, text, source, values = {}, readings = [], also = [] } = fact;
  const paragraph = (prose: string) => wrap(prose, width - 2).map((line) => `  ${line}`);
  const called = title === name ? '' : `  ${title}`;
  return [
    `${chalk.bold(name)}${called}  ${chalk.dim(kinds[kind])}`,
    ...paragraph(brief),
    '',
    ...paragraph(text),
    ...paragraph(standingOf(fact, source)).map((line) => chalk.dim(line)),
    ...(also.length > 0
      ? paragraph(`Also: ${also.join(', ')}.`).map((line) => chalk.dim(line))
      : []),
    ...section('Values', rows(knownValues(values), width, chalk), chalk),
    ...section('Elsewhere', rows(readings.map(asReading), width, chalk), chalk),
    ...readings.flatMap(({ where, values: there = {} }) =>
      section(`Values ${where}`, rows(knownValues(there), width, chalk), chalk),
    ),
    ...section('Seen in', rows(scenarios.map(asRow), width, chalk), chalk),
    ...section('Still to be told', rows(toCome, width, chalk), chalk),
    ...(scenarios[0] ? ['', chalk.dim(`Watch it: apilab run ${scenarios[0].id}`)] : []),
  ];
}

const kinds: Readonly<Record<FactKind, string>> = {
  method: 'HTTP method',
  status: 'HTTP status code',
  field: 'field',
  'media-type': 'media type',
  coding: 'coding',
  'sse-field': 'field of an event stream',
  'problem-member': 'member of problem details',
  'graphql-member': 'member of GraphQL',
  'ws-opcode': 'WebSocket opcode',
  'close-code': 'WebSocket close code',
  'tls-alert': 'TLS alert',
  'resp-command': 'command of Redis',
  'resp-error': 'error of Redis',
  'grpc-status': 'gRPC status code',
  'http2-frame': 'HTTP/2 frame',
  'http2-setting': 'HTTP/2 setting',
  'http2-error': 'HTTP/2 error code',
  concept: 'idea',
};

function standingOf({ standing }: Fact, source: string): string {
  switch (standing) {
    case 'standard':
      return source;
    case 'draft':
      return `${source}: not a standard yet`;
    case 'industry':
      return `${source}: agreed on in the industry, by no standards body`;
    case 'convention':
      return `There is ${source}.`;
  }
}

type Pair = readonly [name: string, text: string];

function knownValues(values: NonNullable<Fact['values']>): readonly Pair[] {
  return Object.entries(values).map(([value, { brief, source }]) => [
    value,
    withSource(brief, source),
  ]);
}

const asReading = ({ where, brief, source }: Reading): Pair => [where, withSource(brief, source)];

function withSource(brief: string, source: string | undefined): string {
  return source === undefined ? brief : `${brief}  (${source})`;
}

const asRow = ({ id, title }: CatalogueEntry): Pair => [id, title];

function section(title: string, lines: readonly string[], chalk: ChalkInstance): string[] {
  return lines.length === 0 ? [] : ['', chalk.bold(title), ...lines];
}

function rows(pairs: readonly Pair[], width: number, chalk: ChalkInstance): string[] {
  const indent = Math.max(0, ...pairs.map(([name]) => name.length)) + 4;
  const beside = width - indent >= 30;
  return pairs.flatMap(([name, text]) => {
    const margin = beside ? indent : 4;
    const [first = '', ...more] = wrap(text, width - margin);
    const others = more.map((line) => ' '.repeat(margin) + line);
    const label = chalk.ansi256(hues.teal)(name);
    return beside
      ? [`  ${label}${' '.repeat(indent - 2 - name.length)}${first}`, ...others]
      : [`  ${label}`, `    ${first}`, ...others];
  });
}
