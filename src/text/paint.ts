import { Chalk } from 'chalk';
import { hues } from './hues.ts';
import type { Role, Row } from './spans.ts';

/** Turns rows into lines of text. Colour repeats what signs and words already say. */
export type Painter = (rows: readonly Row[]) => string;

/** A painter with colours for dark and for light terminals, or with none. */
export function painter(colour: boolean): Painter {
  const chalk = new Chalk({ level: colour ? 2 : 0 });
  const paints: Record<Role, (text: string) => string> = {
    plain: (text) => text,
    strong: chalk.bold,
    dim: chalk.dim,
    source: chalk.dim,
    request: chalk.ansi256(hues.teal),
    response: chalk.ansi256(hues.indigo),
    focus: chalk.bold.ansi256(hues.orange),
    remark: chalk.italic,
    good: chalk.ansi256(hues.green),
    bad: chalk.bold.ansi256(hues.crimson),
    warning: chalk.ansi256(hues.orange),
    fault: chalk.bold.ansi256(hues.orchid),
    query: chalk.ansi256(hues.olive),
  };
  return (rows) =>
    rows
      .map(
        (row) =>
          `${joined(withoutTrailingSpace(row))
            .map((part) => paints[part.role](part.text))
            .join('')}\n`,
      )
      .join('');
}

/** Neighbours of one role as one, so that a word has no colour codes of its own. */
function joined(row: Row): readonly { readonly role: Role; readonly text: string }[] {
  const parts: { readonly role: Role; text: string }[] = [];
  for (const { role, text } of row) {
    const last = parts.at(-1);
    if (last?.role === role) last.text += text;
    else parts.push({ role, text });
  }
  return parts;
}

function withoutTrailingSpace(row: Row): Row {
  const last = row.at(-1);
  if (last === undefined) return row;
  const text = last.text.replace(/ +$/, '');
  if (text === last.text) return row;
  const rest = row.slice(0, -1);
  return text === '' ? withoutTrailingSpace(rest) : [...rest, { text, role: last.role }];
}
