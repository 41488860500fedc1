import type { Lesson } from '../content/lesson.ts';
import { inMinutes, minutesOf } from '../content/lesson-time.ts';
import { lessonOutlineOf } from '../content/lessons.ts';
import type { Dialogue } from '../dialogue/index.ts';
import { type Look, printed, said } from '../dialogue/look.ts';
import { type Row, span } from '../text/spans.ts';
import { endRows } from './end-view.ts';
import { explainedOnce } from './explained.ts';
import type { LessonRecord } from './lesson-record.ts';
import { teach } from './section.ts';
import { askSection } from './section-list.ts';
import { talkWith } from './section-prompt.ts';

export interface SessionOptions {
  readonly lesson: Lesson;
  readonly dialogue: Dialogue;
  readonly record: LessonRecord;
  /** The place of the section to begin with, from 0. */
  readonly start: number;
  /** The group whose lesson comes after this one. */
  readonly nextLesson?: string;
  /** Ends what is being played at once, with everything closed. */
  readonly signal: AbortSignal;
}

/**
 * Goes through a lesson with one person until it is over or they quit.
 *
 * @throws Left when nobody is there any more.
 * @throws Interrupted when the signal fires while something is played.
 */
export async function learn(options: SessionOptions): Promise<void> {
  const { lesson, record, signal } = options;
  const { group, sections } = lesson;
  const dialogue = withAir(options.dialogue);
  const print = (text: string) => dialogue.say(text);
  print(printed(titleRows(lesson, options, dialogue), dialogue));

  const explained = explainedOnce();
  for (let at = options.start; ; ) {
    const section = sections[at];
    if (section === undefined) {
      // Whoever comes back after the end goes on with what is left, or begins anew.
      const left = sections.findIndex(({ id }) => !record.isDone(id));
      record.open(Math.max(0, left));
      print(
        printed(
          endRows({ ...options, isDone: record.isDone, predicted: record.predicted() }, dialogue),
          dialogue,
        ),
      );
      return;
    }
    record.open(at);
    const isDone = record.isDone;
    const list = () => askSection({ lesson: lessonOutlineOf(lesson), isDone, here: at }, dialogue);
    print(printed(headingRows(lesson, at, dialogue), dialogue));
    const move = await teach({
      section,
      group,
      isLast: at === sections.length - 1,
      talk: talkWith(dialogue, { isFirst: at === 0, list }),
      stage: { look: dialogue, signal, print, explains: explained.within(section.id) },
      onPredicted: (misconception) => record.predict(at, misconception),
      onFinished: () => record.finish(at),
    });
    if (move.go === 'quit') return;
    if (move.go === 'section') at = move.at;
    else at += move.go === 'back' ? -1 : 1;
  }
}

/** A dialogue with a blank line after each answer. */
function withAir(dialogue: Dialogue): Dialogue {
  return {
    get width() {
      return dialogue.width;
    },
    colour: dialogue.colour,
    plain: dialogue.plain,
    say: (text) => dialogue.say(text),
    async ask(keys, until) {
      const key = await dialogue.ask(keys, until);
      dialogue.say('\n');
      return key;
    },
    write: () => dialogue.write(),
    close: () => dialogue.close(),
  };
}

/** `2 of 8 · Without an id, a gap`. */
export function headingRows({ sections }: Lesson, at: number, look: Look): readonly Row[] {
  const between = look.plain ? ': ' : ' · ';
  const heading = `${at + 1} of ${sections.length}${between}${sections[at]?.title ?? ''}`;
  return [...said([span(heading, 'strong')], look), []];
}

function titleRows(
  { title, group, sections }: Lesson,
  { record, start }: SessionOptions,
  look: Look,
): readonly Row[] {
  const minutes = sections.reduce((sum, section) => sum + minutesOf(section), 0);
  const isResumed = record.wasBegun && start > 0 && start === record.resumeAt;
  const again = isResumed ? [span('You go on where you left off.', 'dim')] : [];
  return [
    [],
    ...said(
      [
        span(`${group}  `, 'dim'),
        span(title, 'strong'),
        span(`${look.plain ? ', ' : '  '}about ${inMinutes(minutes)}`, 'dim'),
      ],
      look,
    ),
    ...said(again, look),
    [],
  ];
}
