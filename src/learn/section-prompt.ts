import type { Dialogue, Key } from '../dialogue/index.ts';
import { printed } from '../dialogue/look.ts';
import type { Row } from '../text/spans.ts';

/** Where a person goes from a section. */
export type Move =
  | { readonly go: 'next' | 'back' | 'quit' }
  /** To another section by its place, from 0. */
  | { readonly go: 'section'; readonly at: number };

/** The keys that work wherever the lesson waits, besides those of the moment. */
export interface Talk {
  readonly dialogue: Dialogue;
  say(rows: readonly Row[]): void;
  /**
   * Waits for one of the keys, or for the person to go elsewhere: back, to the list and from there to
   * another section, out. `again` shows what was asked once more after a look at the list.
   *
   * @param until ends the wait from elsewhere; the answer is then undefined
   */
  ask(
    keys: readonly Key[],
    again: () => void,
    until?: AbortSignal,
  ): Promise<string | Move | undefined>;
}

/** What the list of sections led to: a section, or nothing if the person stays. */
export type List = () => Promise<Move | undefined>;

/** The talk of one section; from the first one nobody goes back. */
export function talkWith(
  dialogue: Dialogue,
  { isFirst, list }: { readonly isFirst: boolean; readonly list: List },
): Talk {
  const always: readonly Key[] = [
    ...(isFirst ? [] : [{ key: 'b', does: 'back', phrase: 'to go back' }]),
    { key: 'l', does: 'list', phrase: 'for the list' },
    { key: 'q', does: 'quit' },
  ];
  return {
    dialogue,
    say: (rows) => dialogue.say(printed(rows, dialogue)),
    async ask(keys, again, until) {
      for (;;) {
        const key = await dialogue.ask([...keys, ...always], until);
        if (key === 'b') return { go: 'back' };
        if (key === 'q') return { go: 'quit' };
        if (key !== 'l') return key;
        const move = await list();
        if (move !== undefined) return move;
        again();
      }
    },
  };
}
