import { Chalk, type ChalkInstance } from 'chalk';
import { cite } from '../../knowledge/standards.ts';
import { type CatalogueEntry, readCatalogue } from '../../lab/catalogue/catalogue.ts';
import type { Parameter } from '../../lab/scenario/parameters.ts';
import { type Promised, promiseSentence } from '../../lab/scenario/promise.ts';
import type { Variant } from '../../lab/scenario/scenario.ts';
import { hues } from '../../text/hues.ts';
import { wrap } from '../../text/wrap.ts';
import { findScenario } from '../finding/find-scenario.ts';
import { readSources } from '../finding/sources.ts';
import { highlight } from '../output/highlight.ts';
import { print } from '../output/print.ts';
import type { Asking } from '../screen/can-ask.ts';
import { screen } from '../screen/terminal.ts';

export interface ShowOptions {
  readonly source?: boolean;
}

/** `apilab show <id>`: what a scenario claims, how it can be played, what proves it, and its source. */
export async function show(id: string, options: ShowOptions, look: Asking): Promise<void> {
  const { colour, width, plain } = screen(look);
  const chalk = new Chalk({ level: colour ? 2 : 0 });
  const entry = findScenario(await readCatalogue(), id);
  const pages = [`${card(entry, width, chalk).join('\n')}\n`];
  const sources = options.source ? await readSources(entry.file) : [];
  for (const { path, text } of sources) {
    const rule = plain
      ? `File ${path}:`
      : chalk.dim(`── ${path} ${'─'.repeat(Math.max(2, width - path.length - 4))}`);
    pages.push(`\n${rule}\n${await highlight(text, chalk)}`);
  }
  print(pages.join(''));
}

function card(entry: CatalogueEntry, width: number, chalk: ChalkInstance): string[] {
  const bodyWidth = width - 4;
  const paragraph = (text: string) => wrap(text, bodyWidth).map((line) => `  ${line}`);
  const rows = (pairs: readonly (readonly [string, string])[]) => definitions(pairs, width, chalk);
  const section = (title: string, lines: string[]) =>
    lines.length > 0 ? ['', chalk.bold(title), ...lines] : [];
  return [
    `${chalk.bold(entry.id)}  ${entry.title}`,
    ...paragraph(entry.claim),
    ...section('Standard', paragraph(entry.standard)),
    ...section(
      'Variants',
      rows(Object.entries(entry.variants).map(([name, v]) => [name, about(v)])),
    ),
    ...section(
      'Checks',
      rows(Object.entries(entry.checks).map(([id, check]) => [id, promiseWithSource(check)])),
    ),
    ...section(
      'Parameters',
      rows(Object.entries(entry.params).map(([name, p]) => [name, range(p)])),
    ),
    ...section('Cases', paragraph(entry.covers.join(', '))),
    '',
    chalk.dim(
      `Play it: apilab run ${entry.id} · See all variants: apilab run ${entry.id} --compare`,
    ),
  ];
}

function promiseWithSource(promised: Promised): string {
  const by = promised.source === 'lab' ? 'the lab’s own' : cite(promised.source);
  return `${promiseSentence(promised)} (${by})`;
}

function about(variant: Variant): string {
  if (variant.kind === 'correct') return `correct. ${variant.about}`;
  return `naive, breaks ${variant.breaks.join(', ')}. ${variant.about}`;
}

function range(parameter: Parameter): string {
  const values =
    parameter.type === 'integer'
      ? `${parameter.min}..${parameter.max}`
      : parameter.options.join(', ');
  return `${parameter.about} (${values}; ${parameter.default} by default)`;
}

function definitions(
  pairs: readonly (readonly [string, string])[],
  width: number,
  chalk: ChalkInstance,
): string[] {
  const nameWidth = Math.max(0, ...pairs.map(([name]) => name.length));
  const indent = nameWidth + 4;
  return pairs.flatMap(([name, text]) =>
    wrap(text, Math.max(30, width - indent)).map((line, index) =>
      index === 0
        ? `  ${chalk.ansi256(hues.teal)(name)}${' '.repeat(indent - 2 - name.length)}${line}`
        : `${' '.repeat(indent)}${line}`,
    ),
  );
}
