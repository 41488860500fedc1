import type { ChalkInstance } from 'chalk';
import { cite } from '../../knowledge/citation.ts';
import type { CatalogueEntry } from '../../lab/catalogue/catalogue.ts';
import type { Parameter } from '../../lab/scenario/parameters.ts';
import { type Promised, promiseSentence } from '../../lab/scenario/promise.ts';
import type { Variant } from '../../lab/scenario/scenario.ts';
import { hues } from '../../text/hues.ts';
import { wrap } from '../../text/wrap.ts';

/** What a scenario claims, how it can be played and what proves it, in lines of so many columns. */
export function scenarioCard(entry: CatalogueEntry, width: number, chalk: ChalkInstance): string[] {
  const bodyWidth = width - 4;
  const paragraph = (text: string) => wrap(text, bodyWidth).map((line) => `  ${line}`);
  const rows = (pairs: readonly (readonly [string, string])[]) => definitions(pairs, width, chalk);
  const section = (title: string, lines: string[]) =>
    lines.length > 0 ? ['', chalk.bold(title), ...lines] : [];
  return [
    `${chalk.bold(entry.id)}  ${entry.title}`,
    ...paragraph(entry.claim),
    ...section('Standard', paragraph(entry.standard)),
    ...section('Steps', rows(entry.steps.map(({ id, title }) => [id, title]))),
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
