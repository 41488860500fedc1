import { Chalk } from 'chalk';
import type { Role, Row } from './spans.ts';

/** Turns rows into lines of text. Colour repeats what signs and words already say. */
export type Painter = (rows: readonly Row[]) => string;

/** A painter with sixteen colours, or with none. */
export function painter(colour: boolean): Painter {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  const paints: Record<Role, (text: string) => string> = {
    plain: (text) => text,
    strong: chalk.bold,
    dim: chalk.dim,
    source: chalk.dim,
    request: chalk.cyan,
    response: chalk.blue,
    focus: chalk.bold.yellow,
    remark: chalk.italic,
    good: chalk.green,
    bad: chalk.bold.red,
    warning: chalk.yellow,
    fault: chalk.bold.magenta,
    query: chalk.green,
  };
  return (rows) =>
    rows
      .map(
        (row) =>
          `${withoutTrailingSpace(row)
            .map((part) => paints[part.role](part.text))
            .join('')}\n`,
      )
      .join('');
}

function withoutTrailingSpace(row: Row): Row {
  const last = row.at(-1);
  if (last === undefined) return row;
  const text = last.text.replace(/ +$/, '');
  if (text === last.text) return row;
  const rest = row.slice(0, -1);
  return text === '' ? withoutTrailingSpace(rest) : [...rest, { text, role: last.role }];
}
