import type { Advice, Question } from '../content/choice.ts';
import type { Chooser } from '../dialogue/index.ts';
import { printed } from '../dialogue/look.ts';
import type { Row } from '../text/spans.ts';
import { adviceRows, type Shown } from './view.ts';

/**
 * Walks from the first question to an advice and back again.
 *
 * @returns the id of the scenario that is to be run, or nothing if the person has seen enough.
 */
export async function walk(
  chooser: Chooser,
  first: Question,
  shownBy: (scenario: string) => Shown,
): Promise<string | undefined> {
  const print = (rows: readonly Row[]) => chooser.say(printed([...rows, []], chooser));
  const way: (Question | Advice)[] = [first];
  for (;;) {
    const here = way.at(-1);
    if (here === undefined) return undefined;
    const hasBack = way.length > 1;
    if (here.kind === 'advice') {
      const scenario = shownBy(here.scenario);
      print(adviceRows(here, scenario, chooser));
      const choices = [
        { label: 'Run it', beside: `apilab run ${scenario.id}`, value: scenario.id },
      ];
      const chosen = await chooser.choose({ title: 'See it?', choices, hasBack });
      if (chosen.what === 'choice') return chosen.value;
      if (chosen.what === 'leave') return undefined;
      way.pop();
      continue;
    }
    const choices = here.answers.map(({ text, leads }) => ({ label: text, value: leads }));
    const chosen = await chooser.choose({ title: here.question, choices, hasBack });
    if (chosen.what === 'leave') return undefined;
    if (chosen.what === 'choice') way.push(chosen.value);
    else way.pop();
  }
}
