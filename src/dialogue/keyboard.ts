import type { Readable } from 'node:stream';
import { ENTER, ESCAPE, Left } from './dialogue.ts';
import { canSuspend, onContinue, suspend } from './suspension.ts';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const CTRL_Z = '\u001a';

/** What keys are read from: standard input if it is a terminal. */
export interface KeySource extends Readable {
  setRawMode(raw: boolean): unknown;
}

/** How a key is waited for. */
export interface Wait {
  /** Ends the wait from elsewhere. */
  readonly until?: AbortSignal | undefined;
  /** Told of a key that was pressed meanwhile and is none of those that are waited for. */
  readonly onOther?: (key: string) => void;
}

/** Single key presses, as they come. */
export interface Keyboard {
  /**
   * Waits for one of the keys; others are passed over. What was typed ahead counts.
   *
   * @throws Left when `left` fires or the terminal is gone. Undefined when `until` fires.
   */
  next(keys: readonly string[], wait?: Wait): Promise<string | undefined>;
  /**
   * Takes whole lines, which the terminal echoes and lets be corrected, until an empty one.
   *
   * @throws Left when `left` fires or the terminal is gone.
   */
  lines(): Promise<readonly string[]>;
  /** Puts the terminal back as it was. */
  close(): void;
}

/** What is done around a stop by Ctrl-Z. */
export interface OnStop {
  readonly before?: () => void;
  /** The system ignored it, or the program goes on again: may be called in both cases. */
  readonly ignored?: () => void;
}

/**
 * Takes the keys of a terminal one by one, without echo, until it is closed. Ctrl-C is passed on as
 * the SIGINT that it is elsewhere, also while nobody waits for a key; Ctrl-Z stops the program, which
 * leaves the terminal to the shell until it goes on.
 *
 * @param onContinued called when the program goes on after it was stopped, by Ctrl-Z or from elsewhere
 * @param onStop called before Ctrl-Z stops it, and if nothing was stopped after all
 */
export function openKeyboard(
  stdin: KeySource,
  left: AbortSignal,
  onContinued: () => void = () => {},
  onStop: OnStop = {},
): Keyboard {
  const typed: string[] = [];
  let wake = () => {};
  let gone = left.aborted;

  /** What was written so far; undefined while single keys are taken. */
  let written: string | undefined;
  const onData = (bytes: Buffer) => {
    if (written !== undefined) {
      written += bytes.toString('utf8');
      return wake();
    }
    for (const key of keysOf(bytes.toString('utf8'))) {
      if (key === CTRL_C) process.kill(process.pid, 'SIGINT');
      else if (key === CTRL_D) gone = true;
      else if (key === CTRL_Z) leaveToShell();
      else typed.push(key);
    }
    wake();
  };
  let isOpen = true;
  const takeKeys = () => {
    if (isOpen && written === undefined) stdin.setRawMode(true);
  };
  const leaveToShell = () => {
    if (!canSuspend) return;
    onStop.before?.();
    stdin.setRawMode(false);
    suspend(() => {
      takeKeys();
      if (isOpen) onStop.ignored?.();
    });
  };
  const stopListening = onContinue(() => {
    // The shell may have put the terminal back behind our back: it counts as raw only once it was not.
    stdin.setRawMode(false);
    takeKeys();
    onContinued();
  });
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
    async next(keys, { until, onOther } = {}) {
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
          const [other] = typed.some((key) => keys.includes(key)) ? [] : typed;
          if (other !== undefined) onOther?.(other);
        }
      } finally {
        until?.removeEventListener('abort', onUntil);
      }
    },
    async lines() {
      written = '';
      stdin.setRawMode(false);
      try {
        for (;;) {
          if (gone) throw new Left('nobody answers any more');
          // The last piece is a line that is still being written.
          const whole = written.split('\n').slice(0, -1);
          const end = whole.findIndex((line) => line.trim() === '');
          if (end >= 0) return whole.slice(0, end);
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        written = undefined;
        takeKeys();
      }
    },
    close() {
      isOpen = false;
      stopListening();
      stdin.off('data', onData);
      stdin.off('end', onEnd);
      left.removeEventListener('abort', onEnd);
      stdin.setRawMode(false);
      stdin.pause();
      stdin.off('error', onEnd);
    },
  };
}

/**
 * Splits what a terminal sends into key presses. An escape sequence, such as an arrow, is one, and so is
 * a key pressed together with Alt, which is sent as Esc and the key at once.
 */
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

/** The sequence at the beginning of the text: CSI and SS3 sequences whole, Alt with its key, else Esc alone. */
function escapeSequence(text: string): string {
  // Some terminals send Alt with an arrow as Esc and the arrow's own sequence.
  const lead = text.startsWith(ESCAPE + ESCAPE) ? ESCAPE + ESCAPE : ESCAPE;
  const rest = text.slice(lead.length);
  const [body] = /^(?:\[[0-?]*[ -/]*[@-~]|O.)/.exec(rest) ?? [];
  if (body !== undefined) return lead + body;
  const [other = ''] = lead === ESCAPE ? rest : [];
  return ESCAPE + other;
}
