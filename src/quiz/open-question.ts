import type { Card } from '../content/card.ts';
import type { Dialogue, Key } from '../dialogue/index.ts';
import { printed } from '../dialogue/look.ts';
import type { Row } from '../text/spans.ts';
import { remarkRows } from './answer-view.ts';

/** Prints rows in a dialogue. */
export function show(dialogue: Dialogue, rows: readonly Row[]): void {
  dialogue.say(printed(rows, dialogue));
}

/** A question that waits for its answer. */
export interface OpenQuestion {
  /** True once the hint was given. */
  readonly hinted: boolean;
  /**
   * Waits for one of the keys, or for `s` to skip and `q` to quit; gives the hint meanwhile.
   *
   * @throws Left when the person is gone.
   */
  key(keys: readonly Key[]): Promise<string>;
}

/** @param hints whether the hint may be asked for */
export function openQuestion(card: Card, hints: boolean, dialogue: Dialogue): OpenQuestion {
  let hinted = false;
  return {
    get hinted() {
      return hinted;
    },
    async key(keys) {
      for (;;) {
        const pressed = await dialogue.ask([
          ...keys,
          ...(hints && !hinted ? [{ key: 'h', does: 'hint', phrase: 'for a hint' }] : []),
          { key: 's', does: 'skip' },
          { key: 'q', does: 'quit' },
        ]);
        if (pressed !== 'h') return pressed ?? 'q';
        hinted = true;
        show(dialogue, [[], ...remarkRows(`Hint: ${card.hint}`, dialogue)]);
      }
    },
  };
}
