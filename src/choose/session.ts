import type { Advice, Question } from '../content/choice.ts';
import type { Dialogue, Key } from '../dialogue/index.ts';
import { ENTER, ESCAPE } from '../dialogue/index.ts';
import { printed } from '../dialogue/look.ts';
import type { Row } from '../text/spans.ts';
import { adviceRows, questionRows, type Shown } from './view.ts';

/**
 * Walks from the first question to an advice and back again.
 *
 * @returns the id of the scenario that is to be run, or nothing where the person has seen enough.
 */
export async function walk(
  dialogue: Dialogue,
  first: Question,
  shownBy: (scenario: string) => Shown,
): Promise<string | undefined> {
  const print = (rows: readonly Row[]) => dialogue.say(printed([...rows, []], dialogue));
  const way: (Question | Advice)[] = [first];
  for (;;) {
    const here = way.at(-1) ?? first;
    const back: readonly Key[] =
      way.length > 1 ? [{ key: 'b', does: 'back', phrase: 'to go back' }] : [];
    const leave: readonly Key[] = [
      { key: 'q', does: 'quit' },
      { key: ESCAPE, does: 'quit', silent: true },
    ];
    if (here.kind === 'advice') {
      print(adviceRows(here, shownBy(here.scenario), dialogue));
      const key = await dialogue.ask([{ key: ENTER, does: 'run it' }, ...back, ...leave]);
      if (key === ENTER) return shownBy(here.scenario).id;
      if (key !== 'b') return undefined;
      way.pop();
      continue;
    }
    print(questionRows(here, dialogue));
    const numbers = here.answers.map((_, index) => ({ key: `${index + 1}`, does: 'answer' }));
    const key = await dialogue.ask([...numbers, ...back, ...leave]);
    const answer = here.answers[Number(key) - 1];
    if (answer) way.push(answer.leads);
    else if (key === 'b') way.pop();
    else return undefined;
  }
}
