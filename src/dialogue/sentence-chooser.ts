import { type Row, span } from '../text/spans.ts';
import type { Choice, Chooser, Chosen, List } from './chooser.ts';
import type { Dialogue, Key } from './dialogue.ts';
import { labelled, printed, within } from './look.ts';

/**
 * Lists with numbers, and a question that is answered by typing one: for a screen reader, and for
 * whoever takes plain words. Nothing is redrawn.
 */
export function sentenceChooser(dialogue: Dialogue): Chooser {
  return {
    get width() {
      return dialogue.width;
    },
    colour: dialogue.colour,
    plain: dialogue.plain,
    say: (text) => dialogue.say(text),
    async choose<Value>({ title, choices, hasBack }: List<Value>): Promise<Chosen<Value>> {
      const rows = choices.flatMap((choice, index) => choiceRows(choice, index, dialogue));
      dialogue.say(printed([[], ...within([[span(title, 'strong')]]), ...rows, []], dialogue));
      const key = await dialogue.ask([
        ...choices.map((choice, index): Key => ({ key: keyOf(choice, index), does: 'choose' })),
        ...(hasBack ? [{ key: 'b', does: 'back', phrase: 'to go back' }] : []),
        { key: 'q', does: 'quit' },
      ]);
      const choice = choices.find((each, index) => keyOf(each, index) === key);
      if (choice !== undefined) return { what: 'choice', value: choice.value };
      return { what: key === 'b' ? 'back' : 'leave' };
    },
    close: () => dialogue.close(),
  };
}

/** What is typed for a choice: a key of its own, or its number. */
function keyOf({ key }: Choice<unknown>, index: number): string {
  return key ?? `${index + 1}`;
}

function choiceRows<Value>(
  choice: Choice<Value>,
  index: number,
  dialogue: Dialogue,
): readonly Row[] {
  const { label, beside } = choice;
  const number = [span(`${keyOf(choice, index)}  `)];
  const text = beside === undefined ? label : `${label}: ${beside}`;
  return within(labelled(number, [span(text)], dialogue));
}
