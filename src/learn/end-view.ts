import type { Lesson } from '../content/lesson.ts';
import { type Look, said } from '../dialogue/look.ts';
import { type Row, span } from '../text/spans.ts';

/** What is known when a lesson ends. */
export interface EndOptions {
  readonly lesson: Lesson;
  isDone(id: string): boolean;
  /** How many predictions were made, and how many were right. */
  readonly predicted: { readonly right: number; readonly of: number };
  /** The group whose lesson comes after this one. */
  readonly nextLesson?: string;
}

/** What is left of the lesson and how to come back to it, and what to do next. */
export function endRows(
  { lesson, isDone, predicted, nextLesson }: EndOptions,
  look: Look,
): readonly Row[] {
  const { group, sections } = lesson;
  const left = sections.flatMap(({ id, blocks }, at) => {
    const tasks = blocks.flatMap((block) => (block.kind === 'turn' ? [block.task] : []));
    return isDone(id) ? [] : [{ number: at + 1, tasks }];
  });
  const unseen = left.filter(({ tasks }) => tasks.length === 0).map(({ number }) => number);
  const command = (about: string, text: string) =>
    said([span(`${about}: `, 'dim'), span(text, 'request')], look);
  return [
    ...said([span(overText(left.length, unseen), 'strong')], look),
    ...left.flatMap(({ number, tasks }) => [
      ...tasks.flatMap((task) =>
        said([span(`Left to do in section ${number}: `, 'dim'), span(task)], look),
      ),
      ...(tasks.length > 0
        ? command('Go back to it', `apilab learn ${group} --from ${number}`)
        : []),
    ]),
    ...predictedRows(predicted, group, look),
    ...command('Keep it in mind', `apilab quiz ${group}`),
    ...(nextLesson === undefined ? [] : command('The next lesson', `apilab learn ${nextLesson}`)),
  ];
}

/** What was foreseen, and the cards that ask the rest again. */
function predictedRows(
  { right, of }: EndOptions['predicted'],
  group: string,
  look: Look,
): readonly Row[] {
  if (of === 0) return [];
  if (right === of) return said([span(`You predicted ${allOf(of)} right.`)], look);
  const others = of - right === 1 ? 'the other one' : 'the others';
  return said(
    [
      span(`You predicted ${right} of ${of} right; these cards ask ${others} again: `),
      span(`apilab quiz ${group} --missed`, 'request'),
    ],
    look,
  );
}

function allOf(count: number): string {
  return count === 1 ? 'the one thing asked' : `all ${count}`;
}

function overText(leftCount: number, unseen: readonly number[]): string {
  if (leftCount === 0) return 'That was the whole lesson.';
  return unseen.length > 0
    ? `That was the end of the lesson; still to be seen: ${unseen.join(', ')}.`
    : 'That was the end of the lesson, but not yet the whole of it.';
}
