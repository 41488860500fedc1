import type { Figure } from './figure.ts';

/** The speed table as text: what was measured, what was reached, the goal, and whether it is met. */
export function table(figures: readonly Figure[]): string {
  const rows = [
    ['what', 'measured', 'reached', 'goal', ''],
    ...figures.map(({ what, measured, reached, reachedText, goal, met }) => [
      what,
      measured,
      reachedText,
      goal,
      reached === undefined ? '–' : met ? '✓' : '✗',
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}
