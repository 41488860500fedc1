import { Chalk } from 'chalk';
import { columnsOf } from './columns.ts';
import type { Dialogue } from './dialogue.ts';
import { keyLine, nameOf } from './key-line.ts';
import { type KeySource, openKeyboard } from './keyboard.ts';

/** A terminal that somebody sits before. */
export interface Terminal {
  readonly stdin: KeySource;
  readonly stdout: { write(text: string): unknown; readonly columns?: number };
  readonly colour: boolean;
  /** Fires when the person leaves. */
  readonly left: AbortSignal;
}

/** A dialogue by single key presses. What is said while a question is open comes above its line of keys. */
export function keyDialogue({ stdin, stdout, colour, left }: Terminal): Dialogue {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  let open = '';
  const keyboard = openKeyboard(stdin, left, () => stdout.write(open));
  return {
    get width() {
      return columnsOf(stdout);
    },
    colour,
    plain: false,
    say(text) {
      stdout.write(`${erasing(open)}${text}${open}`);
    },
    async ask(keys, until) {
      const lines = keyLine(keys, columnsOf(stdout) - 6);
      open = `${lines.map((line) => `  ${chalk.dim(line)}`).join('\n')} `;
      stdout.write(open);
      let echo = '';
      let isEnded = false;
      let isTold = false;
      // Said once: the keys that count stand there, and a paste is many keys.
      const onOther = (key: string) => {
        if (isTold) return;
        isTold = true;
        stdout.write(`\n  ${chalk.dim(`${calledHere(key)} does nothing here.`)}\n${open}`);
      };
      try {
        const names = keys.map(({ key }) => key);
        const pressed = await keyboard.next(names, { until, onOther });
        isEnded = pressed === undefined;
        if (pressed !== undefined && pressed > ' ') echo = `→ ${chalk.bold(pressed)}`;
        return pressed;
      } finally {
        stdout.write(isEnded ? erasing(open) : `${echo}\n`);
        open = '';
      }
    },
    async write() {
      try {
        return await keyboard.lines();
      } catch (error) {
        // Whatever is printed next begins on a line of its own.
        stdout.write('\n');
        throw error;
      }
    },
    close: () => keyboard.close(),
  };
}

/** What takes the line of keys from the screen; it may have several lines. */
function erasing(open: string): string {
  if (open === '') return '';
  const above = open.split('\n').length - 1;
  return `\r${above > 0 ? `\u001b[${above}A` : ''}\u001b[J`;
}

/** The name of a key that was pressed; arrows and the like have none that every terminal agrees on. */
function calledHere(key: string): string {
  const name = nameOf(key);
  return /^[\p{L}\p{N}\p{P}\p{S}]+$/u.test(name) ? name : 'That key';
}
