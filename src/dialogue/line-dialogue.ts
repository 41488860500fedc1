import { createInterface } from 'node:readline';
import { columnsOf } from './columns.ts';
import { type Dialogue, ENTER, Left } from './dialogue.ts';
import type { Terminal } from './key-dialogue.ts';
import { keySentence } from './key-line.ts';
import { onContinue } from './suspension.ts';

/**
 * A dialogue by typed lines, for a screen reader: every question is a sentence, nothing is redrawn,
 * and an answer counts once Enter is pressed.
 */
export function lineDialogue({ stdin, stdout, colour, left }: Terminal): Dialogue {
  const lines: string[] = [];
  const reader = createInterface({ input: stdin, terminal: false });
  let gone = left.aborted;
  let wake = () => {};
  let open = '';
  const leave = () => {
    gone = true;
    wake();
  };
  reader.on('line', (line) => {
    lines.push(line);
    wake();
  });
  reader.on('close', leave);
  // A terminal that was closed fails to be read.
  reader.on('error', leave);
  left.addEventListener('abort', leave);
  const stopListening = onContinue(() => void stdout.write(open));

  return {
    get width() {
      return columnsOf(stdout);
    },
    colour,
    plain: true,
    say(text) {
      stdout.write(open === '' ? text : `\n${text}${open}`);
    },
    async ask(keys, until) {
      open = `${keySentence(keys, columnsOf(stdout) - 4).join('\n')} `;
      stdout.write(open);
      const onUntil = () => wake();
      until?.addEventListener('abort', onUntil);
      try {
        for (;;) {
          if (gone) {
            // Whatever is printed next begins on a line of its own.
            stdout.write('\n');
            throw new Left('nobody answers any more');
          }
          if (until?.aborted) {
            stdout.write('\n');
            return undefined;
          }
          const line = lines.shift();
          if (line !== undefined) {
            const typed = line.trim().toLowerCase() || ENTER;
            const key = keys.find((candidate) => candidate.key === typed);
            if (key) return key.key;
            // Several keys on a line are as many answers, if the first of them is one.
            const [first = '', ...others] = typed.split(/[\s,]+/);
            if (others.length > 0 && keys.some((candidate) => candidate.key === first)) {
              lines.unshift(...others);
              return first;
            }
            stdout.write(`That is none of them.\n${open}`);
            continue;
          }
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        open = '';
        until?.removeEventListener('abort', onUntil);
      }
    },
    async write() {
      const written: string[] = [];
      for (;;) {
        if (gone) throw new Left('nobody answers any more');
        const line = lines.shift();
        if (line?.trim() === '') return written;
        if (line !== undefined) written.push(line);
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
    close() {
      stopListening();
      left.removeEventListener('abort', leave);
      reader.close();
      stdin.pause();
    },
  };
}
