import { type Dialogue, type Key, Left } from '../../src/dialogue/index.ts';

/** A dialogue whose answers are known beforehand, and what was said in it. */
export interface ScriptedDialogue extends Dialogue {
  /** Everything that was said so far. */
  readonly said: () => string;
  /** The keys that were offered, question by question. */
  readonly offered: readonly (readonly Key[])[];
}

/** Answers each question with the next key; leaves when there are no more. */
export function scriptedDialogue(
  keys: readonly string[],
  look: { readonly width?: number; readonly plain?: boolean } = {},
): ScriptedDialogue {
  const left = [...keys];
  const offered: (readonly Key[])[] = [];
  let said = '';
  return {
    width: look.width ?? 80,
    colour: false,
    plain: look.plain ?? false,
    offered,
    said: () => said,
    say(text) {
      said += text;
    },
    async ask(choices) {
      offered.push(choices);
      const key = left.shift();
      if (key === undefined) throw new Left('the script is over');
      if (!choices.some((choice) => choice.key === key)) {
        throw new Error(`'${key}' was not offered after:\n${said}`);
      }
      return key;
    },
    close() {},
  };
}
