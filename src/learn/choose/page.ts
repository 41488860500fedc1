import type { Row } from '../../report/terminal/spans.ts';
import type { Advice, Question } from './tree.ts';
import { adviceRows, hanging, type Shown } from './view.ts';

/** The whole tree to read: every question with where its answers lead, then every advice once. */
export function treePage(
  first: Question,
  shownBy: (scenario: string) => Shown,
  width: number,
): readonly Row[] {
  const met: Advice[] = [];
  const asked = new Set<Question>();
  const branch = (question: Question, depth: number): readonly Row[] => {
    const margin = '  '.repeat(depth + 1);
    if (asked.has(question)) return hanging(margin, `${question.question} (as above)`, width);
    asked.add(question);
    return [
      ...hanging(margin, question.question, width, 'strong'),
      ...question.answers.flatMap(({ text, leads }) => {
        if (leads.kind === 'question') {
          return [...hanging(`${margin}- `, text, width), ...branch(leads, depth + 2)];
        }
        if (!met.includes(leads)) met.push(leads);
        return hanging(`${margin}- `, `${text}: ${leads.style}`, width);
      }),
    ];
  };
  const questions = branch(first, 0);
  return [
    ...questions,
    ...met.flatMap((advice) => adviceRows(advice, shownBy(advice.scenario), width)),
  ];
}
