import { type Dialogue, type Key, Left } from '../../src/dialogue/index.ts';

/** A person who presses the keys of a script, and everything that was said to them. */
export interface ScriptedDialogue extends Dialogue {
  /** What was said, with each line of keys and the key pressed as `[1 h q] h`. */
  said(): string;
  /** The keys that were offered, one list a question. */
  readonly asked: readonly (readonly Key[])[];
}

/** A key to press, or something to do while the question is open, until it is answered from elsewhere. */
export type Press = string | ((said: string) => Promise<unknown>);

/** Whoever speaks after the script is over finds nobody there. */
export function scriptedDialogue(
  script: readonly Press[],
  look: { readonly width?: number; readonly plain?: boolean } = {},
): ScriptedDialogue {
  const presses = [...script];
  const asked: (readonly Key[])[] = [];
  let text = '';
  return {
    width: 80,
    colour: false,
    plain: false,
    ...look,
    asked,
    said: () => text,
    say: (more) => {
      text += more;
    },
    async ask(keys, until) {
      asked.push(keys);
      const press = presses.shift();
      if (press === undefined) throw new Left('the script is over');
      if (typeof press === 'function') {
        const answered = new Promise((resolve) => until?.addEventListener('abort', resolve));
        await press(text);
        await answered;
        return undefined;
      }
      if (!keys.some(({ key }) => key === press)) {
        throw new Error(`no key '${press}' is offered after:\n${text}`);
      }
      const names = keys.filter(({ silent }) => !silent).map(({ key }) => nameOf(key));
      text += `[${names.join(' ')}] ${nameOf(press)}\n`;
      return press;
    },
    close() {},
  };
}

function nameOf(key: string): string {
  return key === '\n' ? 'Enter' : key;
}
