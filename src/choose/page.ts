import type { Advice, Question } from '../content/choice.ts';
import type { Look } from '../dialogue/look.ts';
import type { Row } from '../text/spans.ts';
import { adviceRows, hanging, type Shown } from './view.ts';

/** The whole tree to read: every question with where its answers lead, then every advice once. */
export function treePage(
  first: Question,
  shownBy: (scenario: string) => Shown,
  look: Look,
): readonly Row[] {
  const met: Advice[] = [];
  const asked = new Set<Question>();
  const branch = (question: Question, depth: number): readonly Row[] => {
    const margin = '  '.repeat(depth);
    if (asked.has(question)) return hanging(margin, `${question.question} (as above)`, look);
    asked.add(question);
    return [
      ...hanging(margin, question.question, look, 'strong'),
      ...question.answers.flatMap(({ text, leads }) => {
        if (leads.kind === 'question') {
          return [...hanging(`${margin}- `, text, look), ...branch(leads, depth + 2)];
        }
        if (!met.includes(leads)) met.push(leads);
        return hanging(
          `${margin}- `,
          `${text} ${look.plain ? 'leads to' : '→'} ${leads.style}`,
          look,
        );
      }),
    ];
  };
  const questions = branch(first, 0);
  return [
    ...questions,
    ...met.flatMap((advice) => adviceRows(advice, shownBy(advice.scenario), look)),
  ];
}
