import { search, select } from '@inquirer/prompts';
import { Chalk } from 'chalk';
import { type Choice, type Chooser, type Chosen, Left, type List } from '../../dialogue/index.ts';
import { hues } from '../../text/hues.ts';
import { listenForKeys } from './prompt-keys.ts';

/** Rows that a list takes beside its choices: its title, a blank one, what stands beside, the keys. */
const ROWS_AROUND = 5;
/** What stands before a choice: the cursor and a blank, in columns. */
const CURSOR = 2;

/** Where lists are shown, and what ends them. */
export interface Place {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly colour: boolean;
  /** Columns that may be written to. */
  readonly width: () => number;
  /** Fires when the person leaves by other ways. */
  readonly left: AbortSignal;
  /** Ctrl-C was pressed. */
  readonly onInterrupt: () => void;
}

/** Lists that are moved through with arrows, and searched by typing. */
export function promptChooser(place: Place): Chooser {
  const { stdin, stdout, colour, width, onInterrupt } = place;
  const theme = themeOf(colour);

  /** Shows a list once; `again` if it is to be drawn anew, below what stands there by now. */
  const show = async <Value>(list: List<Value>): Promise<Chosen<Value> | 'again'> => {
    const early = new AbortController();
    const context = { signal: early.signal, clearPromptOnDone: true };
    const keysOfChoices = list.choices.flatMap(({ key }) => key ?? []);
    const stop = listenForKeys(place, list.find !== undefined, keysOfChoices, (reason) => {
      if (reason === 'again') context.clearPromptOnDone = false;
      early.abort(reason);
    });
    const config = {
      message: list.find === undefined ? list.title : `${list.title}:`,
      pageSize: Math.max(3, (stdout.rows || 24) - ROWS_AROUND - 1),
      loop: false,
      theme: { ...theme, style: { ...theme.style, keysHelpTip: () => keys(list, colour) } },
    };
    const shown = (choices: readonly Choice<Value>[]) => shownIn(choices, width(), colour);
    try {
      const { find, choices } = list;
      const value = await (find === undefined
        ? select({ ...config, choices: shown(choices) }, context)
        : search({ ...config, source: (typed) => shown(typed ? find(typed) : choices) }, context));
      return { what: 'choice', value };
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (name === 'ExitPromptError') onInterrupt();
      // Of a list that was told to end, whatever else fails is the terminal, which may be gone by then.
      else if (name !== 'AbortPromptError' && !early.signal.aborted) throw error;
      const reason: unknown = early.signal.reason;
      if (reason === 'again') return reason;
      if (reason === 'back' || reason === 'leave') return { what: reason };
      const pressed = list.choices.find(({ key }) => key !== undefined && key === keyIn(reason));
      if (pressed !== undefined) return { what: 'choice', value: pressed.value };
      throw new Left('nobody answers any more');
    } finally {
      stop();
    }
  };

  return {
    get width() {
      return width();
    },
    colour,
    plain: false,
    say: (text) => void stdout.write(text),
    async choose(list) {
      for (;;) {
        const chosen = await show(list);
        if (chosen !== 'again') return chosen;
      }
    },
    close: () => void stdin.pause(),
  };
}

/** The key of a choice that ended a list. */
function keyIn(reason: unknown): unknown {
  return typeof reason === 'object' && reason !== null && 'key' in reason ? reason.key : undefined;
}

/** Labels in a column with what stands beside them; below the list if there is no room. */
function shownIn<Value>(choices: readonly Choice<Value>[], width: number, colour: boolean) {
  const chalk = new Chalk({ level: colour ? 2 : 0 });
  const room = width - CURSOR - 1;
  const withKeys = choices.some(({ key }) => key !== undefined);
  const column = Math.max(0, ...choices.map(({ label }) => label.length)) + (withKeys ? 6 : 3);
  const fits = choices.every(({ beside = '' }) => column + beside.length <= room);
  return choices.map(({ label, beside = '', value, key }) => {
    const keyed = withKeys ? `${key ?? ' '}  ${label}` : label;
    const name = cut(keyed, room);
    if (beside === '') return { value, name };
    return fits
      ? { value, name: `${name.padEnd(column)}${chalk.dim(beside)}` }
      : { value, name, description: cut(beside, room) };
  });
}

function cut(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1))}…`;
}

function keys({ find, hasBack, choices }: List<unknown>, colour: boolean): string {
  const chalk = new Chalk({ level: colour ? 2 : 0 });
  const esc = hasBack ? 'Esc back' : 'Esc leave';
  return chalk.dim(
    [
      ...(find === undefined ? [] : ['type to search']),
      '↑↓ move',
      'Enter choose',
      ...(choices.some(({ key }) => key !== undefined) ? ['or its key'] : []),
      esc,
      ...(find === undefined ? ['q quit'] : []),
    ].join(' · '),
  );
}

/** The house's colours in place of the prompts' own, and none if none are wanted. */
function themeOf(colour: boolean) {
  const chalk = new Chalk({ level: colour ? 2 : 0 });
  return {
    prefix: '',
    spinner: { interval: 80, frames: [''] },
    icon: { cursor: '›' },
    style: {
      answer: (text: string) => text,
      message: (text: string) => chalk.bold(text),
      error: () => 'Nothing like it is known.',
      help: (text: string) => chalk.dim(text),
      highlight: (text: string) => chalk.ansi256(hues.teal)(text),
      disabled: (text: string) => chalk.dim(text),
      searchTerm: (text: string) => text,
      description: (text: string) => `  ${chalk.dim(text)}`,
    },
  };
}
