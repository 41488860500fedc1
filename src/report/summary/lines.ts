import { cellCount } from '../../text/cells.ts';
import { painter } from '../../text/paint.ts';
import { formatCount, formatDuration } from '../../text/quantities.ts';
import { gap, indent, type Row, rowCells, span, truncate, wrap } from '../../text/spans.ts';
import type { Exporter } from '../exporter.ts';
import { playCommand } from '../story/play-command.ts';
import type { TerminalOptions } from '../story/view-options.ts';
import { checkRows, failureRows } from '../terminal/frame.ts';
import { inWords } from '../terminal/in-words.ts';
import { layoutFor } from '../terminal/layout.ts';
import { countOf, type SummedRun, summing, verdictOf } from './run-summary.ts';

const margin = 2;

/**
 * Runs in short: a line for each with how its checks came out and how long it took; below it what did
 * not come out as predicted.
 *
 * @param names of the scenarios and variants that are played, so that their columns are as wide from the start
 */
export function summaryLines(
  options: TerminalOptions,
  names: readonly { readonly id: string; readonly variant: string }[],
): Exporter<string> {
  const layout = layoutFor(options.width);
  const painted = painter(options.colour);
  const paint = (rows: readonly Row[]) => painted(options.plain ? inWords(rows) : rows);
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(cellCount));
  const columns = {
    id: widest(names.map(({ id }) => id)),
    variant: widest(names.map(({ variant }) => variant)),
  };
  const runs: SummedRun[] = [];
  const sum = summing();

  const lineOf = ({ scenario, checks, failures, end }: SummedRun): Row => {
    const sign = end.asPredicted ? span('✓ ', 'good') : span('✗ ', 'bad');
    const time = span(formatDuration(end.realMs), 'dim');
    const name = [sign, ...inColumn(scenario.id, columns.id, 'strong')];
    const variant = inColumn(scenario.variant.name, columns.variant);
    const told = [...name, gap(2), ...variant, gap(2), span(verdictsOf(checks, failures.length))];
    const room = layout.width - margin - rowCells([time]) - 2;
    const cut = truncate(told, room);
    return [...cut, gap(room - rowCells(cut) + 2), time];
  };

  const detailsOf = ({ scenario, checks, failures, end }: SummedRun): readonly Row[] => {
    if (end.asPredicted) return [];
    const unforeseen = checks.filter((check) => verdictOf(check) === 'not-as-predicted');
    const again = `${playCommand(scenario)} --variant ${scenario.variant.name}`;
    return indent(
      [
        ...unforeseen.flatMap((check) =>
          checkRows(check, { ...layout, width: layout.width - 2 }, 'full'),
        ),
        ...failures.flatMap((failure) =>
          failureRows(failure, { ...layout, width: layout.width - 2 }),
        ),
        ...indent(
          wrap([span('See it: ', 'dim'), span(again, 'request')], layout.width - 4),
          margin,
        ),
      ],
      2,
    );
  };

  return {
    take(event) {
      const run = sum.take(event);
      if (run === undefined) return '';
      runs.push(run);
      return paint([...indent([lineOf(run)], margin), ...detailsOf(run)]);
    },
    end: () =>
      runs.length === 0 ? '' : paint(indent(wrap(totalsOf(runs), layout.width - margin), margin)),
  };
}

function inColumn(text: string, cells: number, role: 'plain' | 'strong' = 'plain'): Row {
  return [span(text, role), gap(cells - cellCount(text))];
}

/** `6 held`, `3 held · 3 broken as predicted`, `1 not as predicted`. */
function verdictsOf(checks: SummedRun['checks'], failures: number): string {
  const counts = [
    [countOf(checks, 'not-as-predicted'), 'not as predicted'],
    [countOf(checks, 'held'), 'held'],
    [countOf(checks, 'broken-as-predicted'), 'broken as predicted'],
  ] as const;
  const told = counts.flatMap(([count, words]) => (count > 0 ? [`${count} ${words}`] : []));
  return [...(failures > 0 ? ['failed'] : []), ...told].join(' · ');
}

function totalsOf(runs: readonly SummedRun[]): Row {
  const good = runs.filter(({ end }) => end.asPredicted).length;
  const checks = runs.flatMap((run) => run.checks);
  const ms = runs.reduce((total, { end }) => total + end.realMs, 0);
  const verdict = span(
    `${good} of ${formatCount(runs.length, 'run')} came out as predicted`,
    good === runs.length ? 'good' : 'bad',
  );
  const figures = [
    verdictsOf(checks, 0),
    `seed ${runs[0]?.scenario.seed ?? 1}`,
    ...(ms > 0 ? [formatDuration(ms)] : []),
  ];
  return [verdict, span(` · ${figures.join(' · ')}`, 'dim')];
}
