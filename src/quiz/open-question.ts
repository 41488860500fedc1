import type { Card } from '../content/card.ts';
import type { Dialogue, Key } from '../dialogue/index.ts';
import { printed } from '../dialogue/look.ts';
import type { Row } from '../text/spans.ts';
import { remarkRows } from './answer-view.ts';

/** Prints rows in a dialogue. */
export function show(dialogue: Dialogue, rows: readonly Row[]): void {
  dialogue.say(printed(rows, dialogue));
}

/** What a question offers besides its answers. */
export interface Offers {
  /** True if a hint may be asked for. */
  readonly hints: boolean;
  /** True if there is an answer before this card that may be taken back. */
  readonly undo: boolean;
  /** What `s` does; `skip` by default. */
  readonly skip?: string;
}

/** A question that waits for its answer. */
export interface OpenQuestion {
  /** True once the hint was given. */
  readonly hinted: boolean;
  /**
   * Waits for one of the keys, for `s` to skip, `u` to take back the last answer if `u` is none of the
   * keys, and `q` to quit; gives the hint meanwhile.
   *
   * @throws Left when the person is gone.
   */
  key(keys: readonly Key[]): Promise<string>;
}

/** The key that takes back the last answer. */
export const undoKey: Key = { key: 'u', does: 'undo', phrase: 'to take back the last answer' };

export function openQuestion(
  card: Card,
  { hints, undo, skip = 'skip' }: Offers,
  dialogue: Dialogue,
): OpenQuestion {
  let hinted = false;
  return {
    get hinted() {
      return hinted;
    },
    async key(keys) {
      const isFree = !keys.some(({ key }) => key === undoKey.key);
      for (;;) {
        const pressed = await dialogue.ask([
          ...keys,
          ...(hints && !hinted ? [{ key: 'h', does: 'hint', phrase: 'for a hint' }] : []),
          { key: 's', does: skip },
          ...(undo && isFree ? [undoKey] : []),
          { key: 'q', does: 'quit' },
        ]);
        if (pressed !== 'h') return pressed ?? 'q';
        hinted = true;
        show(dialogue, [[], ...remarkRows(`Hint: ${card.hint}`, dialogue)]);
      }
    },
  };
}
