import { painter } from '../text/paint.ts';
import { type Row, truncate } from '../text/spans.ts';
import type { Terminal } from './key-dialogue.ts';
import { openKeyboard } from './keyboard.ts';

/** Keys that have a name on the keyboard in place of a character, with what terminals send for them. */
const SEQUENCES = {
  up: ['\u001b[a', '\u001boa'],
  down: ['\u001b[b', '\u001bob'],
  right: ['\u001b[c', '\u001boc'],
  left: ['\u001b[d', '\u001bod'],
  'page up': ['\u001b[5~'],
  'page down': ['\u001b[6~'],
  home: ['\u001b[h', '\u001boh', '\u001b[1~'],
  end: ['\u001b[f', '\u001bof', '\u001b[4~'],
} as const;

/** A key by its name, `up`; others are named by what they type. */
export type NamedKey = keyof typeof SEQUENCES;

const named = new Map<string, string>(
  Object.entries(SEQUENCES).flatMap(([name, sequences]) =>
    sequences.map((sequence) => [sequence, name] as const),
  ),
);

/** Another screen than the one that scrolls, no cursor, and no row that goes on in the next one. */
const ENTER_SCREEN = '\u001b[?1049h\u001b[?25l\u001b[?7l';
const LEAVE_SCREEN = '\u001b[?7h\u001b[?25h\u001b[?1049l';
const TO_TOP = '\u001b[H';
const REST_OF_ROW_EMPTY = '\u001b[K';
const REST_OF_SCREEN_EMPTY = '\u001b[J';

/** A terminal of which every row is drawn, and drawn again. */
export interface FullScreen {
  readonly columns: number;
  readonly rows: number;
  /** Draws the screen; what is more than it holds is left out. */
  draw(rows: readonly Row[]): void;
  /**
   * Waits for one of the keys, by name or character. Undefined if the screen has another size since, or
   * after `ms` milliseconds.
   *
   * @throws Left when the person is gone.
   */
  key(keys: readonly string[], ms?: number): Promise<string | undefined>;
  /** Gives the terminal back as it was. */
  close(): void;
}

/** A terminal that can be drawn on. */
export interface DrawnTerminal extends Terminal {
  readonly stdout: NodeJS.WriteStream;
}

/** Takes the whole terminal until it is closed, whatever ends the program. */
export function openFullScreen({ stdin, stdout, colour, left }: DrawnTerminal): FullScreen {
  const paint = painter(colour);
  let isShown = false;
  let last: readonly Row[] = [];
  let wake = () => {};
  const write = (text: string) => {
    // A window that was closed takes nothing more, and there is nobody to tell.
    if (stdout.writable) stdout.write(text);
  };
  const enter = () => {
    if (!isShown) write(ENTER_SCREEN);
    isShown = true;
  };
  const leave = () => {
    if (isShown) write(LEAVE_SCREEN);
    isShown = false;
  };
  const draw = (rows: readonly Row[]) => {
    last = rows;
    const { columns = 80, rows: height = 24 } = stdout;
    // A row that fills the screen leaves the cursor on its last cell, so that it is emptied before.
    const lines = rows
      .slice(0, height)
      .map((row) => `${REST_OF_ROW_EMPTY}${paint([truncate(row, columns)]).slice(0, -1)}`);
    const below = lines.length < height ? `\r\n${REST_OF_SCREEN_EMPTY}` : '';
    write(`${TO_TOP}${lines.join('\r\n')}${below}`);
  };
  const goOn = () => {
    enter();
    draw(last);
    wake();
  };
  const onResize = () => wake();
  const keyboard = openKeyboard(stdin, left, goOn, { before: leave, ignored: goOn });
  process.on('exit', leave);
  stdout.on('resize', onResize);
  enter();

  return {
    get columns() {
      return stdout.columns ?? 80;
    },
    get rows() {
      return stdout.rows ?? 24;
    },
    draw,
    async key(keys, ms) {
      const until = new AbortController();
      wake = () => until.abort();
      const timer = ms === undefined ? undefined : setTimeout(wake, ms);
      const typed = keys.flatMap((key) => [
        ...(Object.hasOwn(SEQUENCES, key) ? SEQUENCES[key as NamedKey] : [key]),
      ]);
      try {
        const pressed = await keyboard.next(typed, { until: until.signal });
        return pressed === undefined ? undefined : (named.get(pressed) ?? pressed);
      } finally {
        clearTimeout(timer);
        wake = () => {};
      }
    },
    close() {
      stdout.off('resize', onResize);
      process.off('exit', leave);
      leave();
      keyboard.close();
    },
  };
}
