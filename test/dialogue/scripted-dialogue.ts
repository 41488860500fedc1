import { type Dialogue, ENTER, ESCAPE, type Key, Left } from '../../src/dialogue/index.ts';
import { keyLine } from '../../src/dialogue/key-line.ts';
import type { Look } from '../../src/dialogue/look.ts';

/** A key by itself or by its name, `Enter`, or the key that what was said asks for. */
export type Press = string | ((said: string) => string) | Meanwhile;

/** Something that is done while a question is open, which is then ended from elsewhere. */
export interface Meanwhile {
  readonly meanwhile: (said: string) => Promise<unknown>;
}

/** A person who presses the keys of a script, one at each question, and everything that was said to them. */
export interface ScriptedDialogue extends Dialogue {
  /** What was said; each question stands in it as `[1 h q] h`: the keys that are shown, and the one pressed. */
  said(): string;
  /** The line of keys of each question. */
  readonly offered: readonly string[];
}

/**
 * @throws from `ask`: Left once the script is over; an Error where a key is pressed that is not offered,
 *   for then the conversation is not the one that the test tells.
 */
export function scriptedDialogue(
  script: readonly Press[],
  look: Partial<Look> = {},
): ScriptedDialogue {
  const rest = [...script];
  const offered: string[] = [];
  let said = '';
  return {
    width: 80,
    colour: false,
    plain: false,
    ...look,
    offered,
    said: () => said,
    say(text) {
      said += text;
    },
    async ask(keys, until) {
      offered.push(keyLine(keys, 200).join(' '));
      const press = rest.shift();
      if (press === undefined) throw new Left('the script is over');
      if (typeof press === 'object') {
        const ended = new Promise((resolve) => until?.addEventListener('abort', resolve));
        await press.meanwhile(said);
        await ended;
        return undefined;
      }
      const name = typeof press === 'function' ? press(said) : press;
      const pressed = keys.find(({ key }) => key === name || nameOf(key) === name);
      if (pressed === undefined) throw new Error(`'${name}' is not offered after:\n${said}`);
      said += `[${shownNames(keys)}] ${nameOf(pressed.key)}\n`;
      return pressed.key;
    },
    async write() {
      const text = rest.shift();
      if (typeof text !== 'string') throw new Left('the script is over');
      said += `> ${text}\n`;
      return text === '' ? [] : [text];
    },
    close() {},
  };
}

/** Presses the number before a text, where it was shown last. */
export function numberOf(text: string): (said: string) => string {
  return (said) => {
    const line = said.split('\n').findLast((each) => each.trimEnd().endsWith(text)) ?? '';
    return /\d+/.exec(line)?.[0] ?? 'no such number';
  };
}

function shownNames(keys: readonly Key[]): string {
  return keys
    .filter(({ silent }) => !silent)
    .map(({ key }) => nameOf(key))
    .join(' ');
}

function nameOf(key: string): string {
  if (key === ENTER) return 'Enter';
  return key === ESCAPE ? 'Esc' : key;
}
