import { type Dialogue, ENTER, type Key } from '../../src/dialogue/index.ts';
import { keyLine } from '../../src/dialogue/key-line.ts';

/** What to press: a key by its name, or whatever the screen asks for. */
export type Press = string | ((screen: string) => string);

/** Somebody who presses given keys, one at each question, and the screen before them. */
export interface Script extends Dialogue {
  /** What was said, the line of keys and the keys pressed among it. */
  screen(): string;
  /** The keys that were offered, a line each time. */
  readonly offered: readonly string[];
}

/**
 * @throws from `ask`, where a key is pressed that is not offered or nothing is left to press: then the
 *   conversation is not the one that the test tells.
 */
export function script(presses: readonly Press[], look: Partial<Dialogue> = {}): Script {
  const rest = [...presses];
  const offered: string[] = [];
  let said = '';
  return {
    width: 80,
    colour: false,
    plain: false,
    ...look,
    offered,
    say(text) {
      said += text;
    },
    async ask(keys: readonly Key[]) {
      const line = keyLine(keys, 200).join(' ');
      offered.push(line);
      const press = rest.shift();
      const named = typeof press === 'function' ? press(said) : press;
      const key = named === 'Enter' ? ENTER : named;
      if (key === undefined || !keys.some((each) => each.key === key)) {
        throw new Error(`${named} is not offered: ${line}\n${said}`);
      }
      said += `[${named}]\n`;
      return key;
    },
    close() {},
    screen: () => said,
  };
}

/** Presses the number before a text, where it was shown last. */
export function numberOf(text: string): Press {
  return (screen) => {
    const line = screen.split('\n').findLast((each) => each.trimEnd().endsWith(text)) ?? '';
    return /\d+/.exec(line)?.[0] ?? 'no such number';
  };
}
