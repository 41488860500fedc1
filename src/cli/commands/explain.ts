import { Chalk, type ChalkInstance } from 'chalk';
import {
  type Fact,
  type FactKind,
  factsOf,
  knownWords,
  type Reading,
} from '../../knowledge/index.ts';
import { type CatalogueEntry, readCatalogue } from '../../lab/catalogue/catalogue.ts';
import { hues } from '../../text/hues.ts';
import { wrap } from '../../text/wrap.ts';
import { UsageError } from '../ending/exit.ts';
import { suggestion } from '../finding/nearest.ts';
import { seenIn } from '../finding/seen-in.ts';
import { print } from '../output/print.ts';
import type { Asking } from '../screen/can-ask.ts';
import { screen } from '../screen/terminal.ts';

export interface ExplainOptions {
  readonly json?: boolean;
}

/** A fact with the scenarios that show it. */
interface Explained {
  readonly fact: Fact;
  readonly scenarios: readonly CatalogueEntry[];
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
  if (facts.length === 0) {
    const near =
      suggestion(word, nearWords(word)) ||
      '; look up a status, a header, a frame or a code, such as: apilab explain 409';
    throw new UsageError(`nothing is known of '${word}'${near}`);
  }
  const catalogue = await readCatalogue();
  const explained = facts.map((fact) => ({ fact, scenarios: seenIn(fact, catalogue) }));
  print(options.json ? asJson(explained) : asText(explained, asking));
}

/** The known words in the case in which this one was typed, so that case costs no edits. */
function nearWords(word: string): readonly string[] {
  return word === word.toLowerCase()
    ? knownWords().map((known) => known.toLowerCase())
    : knownWords();
}

function asJson(explained: readonly Explained[]): string {
  const rows = explained.map(({ fact, scenarios }) => ({
    ...fact,
    scenarios: scenarios.map(({ id }) => id),
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

function asText(explained: readonly Explained[], asking: Asking): string {
  const { colour, width } = screen(asking);
  const chalk = new Chalk({ level: colour ? 2 : 0 });
  return explained.map((each) => `${card(each, width, chalk).join('\n')}\n`).join('\n');
}

function card({ fact, scenarios }: Explained, width: number, chalk: ChalkInstance): string[] {
  const { kind, name, title, brief, text, source, values = {}, readings = [] } = fact;
  const paragraph = (prose: string) => wrap(prose, width - 2).map((line) => `  ${line}`);
  const called = title === name ? '' : `  ${title}`;
  return [
    `${chalk.bold(name)}${called}  ${chalk.dim(kinds[kind])}`,
    ...paragraph(brief),
    '',
    ...paragraph(text),
    ...paragraph(standingOf(fact, source)).map((line) => chalk.dim(line)),
    ...section('Values', rows(knownValues(values), width, chalk), chalk),
    ...section('Elsewhere', rows(readings.map(asReading), width, chalk), chalk),
    ...readings.flatMap(({ where, values: there = {} }) =>
      section(`Values ${where}`, rows(knownValues(there), width, chalk), chalk),
    ),
    ...section('Seen in', rows(scenarios.map(asRow), width, chalk), chalk),
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
