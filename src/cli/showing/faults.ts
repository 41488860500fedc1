import type { ChalkInstance } from 'chalk';
import { faultHelp } from '../../tap/index.ts';
import { wrap } from '../../text/wrap.ts';

/** What every fault takes. */
const COMMON = {
  connection: 'only this connection through the tap, from 1; all by default',
  times: 'how often it fires, or always; once by default',
} as const;

/** All faults, or one: what it does, what can be said of it, an example. */
export function faultLines(
  kinds: readonly string[],
  width: number,
  chalk: ChalkInstance,
): readonly string[] {
  const lines = kinds.flatMap((kind) => {
    const help = faultHelp[kind];
    if (help === undefined) return [];
    const { about, options, example } = help;
    return [
      `${chalk.bold(kind)}${kinds.length === 1 ? chalk.dim('  fault that the tap can make') : ''}`,
      ...wrap(about, width - 2).map((line) => `  ${line}`),
      ...Object.entries(kinds.length === 1 ? { ...options, ...COMMON } : options).flatMap(
        ([name, text]) => option(name, text, width),
      ),
      `  ${chalk.dim('such as')}  --fault ${example}`,
      '',
    ];
  });
  if (kinds.length === 1) {
    return [...lines, ...wrap('Try it: apilab serve idem, and press d while it runs.', width)];
  }
  return [
    ...lines,
    'Of every fault:',
    ...Object.entries(COMMON).flatMap(([name, text]) => option(name, text, width)),
    '',
    ...wrap(
      'What is counted is counted from when the fault is armed. While serve or tap runs in a terminal, keys arm the usual ones.',
      width,
    ),
  ];
}

function option(name: string, text: string, width: number): readonly string[] {
  const column = 18;
  const [first = '', ...more] = wrap(text, Math.max(20, width - column - 2));
  return [
    `    ${name.padEnd(column - 4)}${first}`,
    ...more.map((line) => ' '.repeat(column) + line),
  ];
}
