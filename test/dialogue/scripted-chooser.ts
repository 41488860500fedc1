import { type Choice, type Chooser, Left } from '../../src/dialogue/index.ts';
import type { Look } from '../../src/dialogue/look.ts';

/** What somebody does with a list: choose by the beginning of a label, search first, go back, leave. */
export type Move = string | { readonly typed: string; readonly chosen: string } | Going;

interface Going {
  readonly go: 'back' | 'leave';
}

export const back: Going = { go: 'back' };
export const leave: Going = { go: 'leave' };

/** Somebody who goes through lists by a script, and everything that they were shown. */
export interface ScriptedChooser extends Chooser {
  said(): string;
  /** The titles of the lists that were shown, in order. */
  readonly titles: readonly string[];
  /** The labels of each list as it was chosen from, with what stands beside them. */
  readonly shown: readonly (readonly string[])[];
}

/** @throws from `choose`: Left once the script is over; an Error if a choice is not there. */
export function scriptedChooser(
  script: readonly Move[],
  look: Partial<Look> = {},
): ScriptedChooser {
  const rest = [...script];
  const titles: string[] = [];
  const shown: string[][] = [];
  let said = '';
  return {
    width: 80,
    colour: false,
    plain: false,
    ...look,
    titles,
    shown,
    said: () => said,
    say(text) {
      said += text;
    },
    async choose({ title, choices, find }) {
      titles.push(title);
      const move = rest.shift();
      if (move === undefined) throw new Left('the script is over');
      if (typeof move === 'object' && 'go' in move) {
        shown.push(choices.map(inOne));
        return { what: move.go };
      }
      const offered = typeof move === 'string' ? choices : (find?.(move.typed) ?? []);
      shown.push(offered.map(inOne));
      const label = typeof move === 'string' ? move : move.chosen;
      const choice = offered.find((each) => each.label.startsWith(label));
      if (choice === undefined) throw new Error(`'${label}' is not among ${offered.map(inOne)}`);
      return { what: 'choice', value: choice.value };
    },
    close() {},
  };
}

function inOne({ label, beside }: Choice<unknown>): string {
  return beside === undefined ? label : `${label}: ${beside}`;
}
