import type { Readable } from 'node:stream';
import { ENTER, ESCAPE, Left } from './dialogue.ts';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

/** What keys are read from: standard input where it is a terminal. */
export interface KeySource extends Readable {
  setRawMode(raw: boolean): unknown;
}

/** Single key presses, as they come. */
export interface Keyboard {
  /**
   * Waits for one of the keys; others are passed over. What was typed ahead counts.
   *
   * @throws Left when `left` fires or the terminal is gone. Undefined when `until` fires.
   */
  next(keys: readonly string[], until?: AbortSignal): Promise<string | undefined>;
  /** Puts the terminal back as it was. */
  close(): void;
}

/**
 * Takes the keys of a terminal one by one, without echo, until it is closed. Ctrl-C is passed on as
 * the SIGINT that it is elsewhere, also while nobody waits for a key.
 */
export function openKeyboard(stdin: KeySource, left: AbortSignal): Keyboard {
  const typed: string[] = [];
  let wake = () => {};
  let gone = left.aborted;

  const onData = (bytes: Buffer) => {
    for (const key of keysOf(bytes.toString('utf8'))) {
      if (key === CTRL_C) process.kill(process.pid, 'SIGINT');
      else if (key === CTRL_D) gone = true;
      else typed.push(key);
    }
    wake();
  };
  const onEnd = () => {
    gone = true;
    wake();
  };
  // A terminal that was closed fails to be read, and to be put back.
  stdin.on('error', onEnd);
  stdin.on('end', onEnd);
  stdin.on('data', onData);
  stdin.setRawMode(true);
  left.addEventListener('abort', onEnd);
  stdin.resume();

  return {
    async next(keys, until) {
      const onUntil = () => wake();
      until?.addEventListener('abort', onUntil);
      try {
        for (;;) {
          const at = typed.findIndex((key) => keys.includes(key));
          const [key] = at < 0 ? [] : typed.splice(0, at + 1).slice(-1);
          if (gone) throw new Left('nobody answers any more');
          if (until?.aborted) return undefined;
          if (key !== undefined) return key;
          typed.length = 0;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        until?.removeEventListener('abort', onUntil);
      }
    },
    close() {
      stdin.off('data', onData);
      stdin.off('end', onEnd);
      left.removeEventListener('abort', onEnd);
      stdin.setRawMode(false);
      stdin.pause();
      stdin.off('error', onEnd);
    },
  };
}

/** Splits what a terminal sends into key presses; an escape sequence, such as an arrow, is one. */
export function keysOf(text: string): readonly string[] {
  const keys: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const press = rest.startsWith(ESCAPE)
      ? escapeSequence(rest)
      : String.fromCodePoint(rest.codePointAt(0) ?? 0);
    rest = rest.slice(press.length);
    keys.push(press === '\r' || press === ' ' ? ENTER : press.toLowerCase());
  }
  return keys;
}

/** The sequence at the beginning of the text: CSI and SS3 sequences whole, anything else the Esc key alone. */
function escapeSequence(text: string): string {
  const [body = ''] = /^(?:\[[0-?]*[ -/]*[@-~]|O.)/.exec(text.slice(1)) ?? [];
  return ESCAPE + body;
}
