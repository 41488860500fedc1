import type { Play, Predict, Section } from '../content/lesson.ts';
import type { Option } from '../content/options.ts';
import { ENTER, type Key } from '../dialogue/index.ts';
import type { WireDetail } from '../report/index.ts';
import { provingSigns, reasonFirst, settlingPlay } from './answering-play.ts';
import { type Played, playBlock, playedText, type Stage } from './play-block.ts';
import { proseRows } from './prose-view.ts';
import {
  foreseenRows,
  hintRows,
  lessonOptions,
  questionRows,
  verdictRows,
} from './question-view.ts';
import type { Move, Talk } from './section-prompt.ts';
import { takeTurn } from './turn-block.ts';

/** How a section is gone through. */
export interface Sitting {
  readonly section: Section;
  /** The lesson's group: with the section's id it decides the order of answers. */
  readonly group: string;
  readonly isLast: boolean;
  readonly talk: Talk;
  readonly stage: Stage;
  /** Called when a prediction was made, with the misconception behind it if it was wrong. */
  readonly onPredicted: (misconception: string | undefined) => void;
  /** Called when nothing of the section is left to see or to do; perhaps more than once. */
  readonly onFinished: () => void;
}

/** A question that was answered or passed over. */
interface Foreseen {
  readonly options: readonly Option[];
  /** The number of an option, from 1. */
  readonly chosen: number | undefined;
}

/**
 * Goes through a section: what is about to happen, the question, the wire, why, and what the wrong
 * answer overlooks. Nothing goes on without a key.
 */
export async function teach(sitting: Sitting): Promise<Move> {
  const { section, group, talk, stage, onFinished } = sitting;
  const played: Played[] = [];
  let foreseen: Foreseen | undefined;
  let isAwaited = false;
  /** True once a task was passed over: the section is not gone through, though it goes on. */
  let isTaskLeft = false;

  let settling: Play | undefined;
  let isSettled = false;

  const judge = () => {
    if (foreseen) talk.say(verdictRows(foreseen.options, foreseen.chosen, talk.dialogue));
    foreseen = undefined;
  };

  for (const [index, block] of section.blocks.entries()) {
    switch (block.kind) {
      case 'prose':
        if (foreseen && isSettled) {
          const [reason, beyond] = reasonFirst(block.paragraphs);
          talk.say(proseRows(reason, talk.dialogue));
          judge();
          talk.say(proseRows(beyond, talk.dialogue));
        } else {
          talk.say(proseRows(block.paragraphs, talk.dialogue));
        }
        break;
      case 'predict': {
        const answer = await predict(block, lessonOptions(block, `${group}/${section.id}`), talk);
        if ('go' in answer) return answer;
        foreseen = answer;
        if (answer.chosen !== undefined) {
          sitting.onPredicted(answer.options[answer.chosen - 1]?.misconception);
        }
        settling = settlingPlay(section.blocks, block);
        isAwaited = true;
        break;
      }
      case 'play': {
        const move = isAwaited ? undefined : await wait(talk);
        if (move !== undefined) return move;
        played.push(await playBlock(block, stage, provingSigns(section.blocks, block)));
        isAwaited = false;
        isSettled ||= block === settling;
        if (isSettled && section.blocks[index + 1]?.kind !== 'prose') judge();
        break;
      }
      case 'turn': {
        judge();
        const ends = index === section.blocks.length - 1;
        let isDone = false;
        const onDone = () => {
          isDone = true;
          // Kept at once: whoever has done the last task of a section may quit right here.
          if (ends && !isTaskLeft) onFinished();
        };
        const move = await takeTurn(block, { talk, onDone });
        if (ends || move.go !== 'next') return move;
        isTaskLeft ||= !isDone;
      }
    }
  }
  judge();
  if (!isTaskLeft) onFinished();
  return afterwards(sitting, played);
}

async function predict(
  block: Predict,
  options: readonly Option[],
  talk: Talk,
): Promise<Foreseen | Move> {
  const { dialogue } = talk;
  const show = () => talk.say(questionRows(block, options, dialogue));
  show();
  const keys: readonly Key[] = [
    ...options.map((_, index) => ({ key: `${index + 1}`, does: 'answer' })),
    { key: 'h', does: 'hint', phrase: 'for a hint' },
    { key: 'n', does: 'next', phrase: 'to go on' },
  ];
  for (;;) {
    const key = await talk.ask(keys, show);
    if (typeof key === 'object') return key;
    if (key === 'h') {
      talk.say(hintRows(block.hint, dialogue));
      continue;
    }
    if (key === 'n' || key === undefined) return { options, chosen: undefined };
    const chosen = Number(key);
    talk.say(foreseenRows(options, chosen, dialogue));
    return { options, chosen };
  }
}

/** Waits before something is played that no question came before. */
async function wait(talk: Talk): Promise<Move | undefined> {
  const answer = await talk.ask([{ key: ENTER, does: 'run it' }, silentNext], () => {});
  return typeof answer === 'object' ? answer : undefined;
}

/** At the end of a section: go on, or see again what was played. */
async function afterwards(
  { section, isLast, talk, stage }: Sitting,
  played: readonly Played[],
): Promise<Move> {
  const keys: readonly Key[] = [
    isLast ? { key: ENTER, does: 'finish' } : { key: ENTER, does: 'next', phrase: 'to go on' },
    silentNext,
    ...(played.length > 0 ? seeAgain : []),
  ];
  const { dialogue } = talk;
  const details: Readonly<Record<string, WireDetail>> = { d: 'full', x: 'hex' };
  let latest = played;
  // Who wants to see it again wants the explanations too.
  const { explains: _, ...fresh } = stage;
  for (;;) {
    const answer = await talk.ask(keys, () => {});
    if (typeof answer === 'object') return answer;
    const wire = details[answer ?? ''];
    if (answer === 'r') {
      const again: Played[] = [];
      for (const { block } of latest)
        again.push(await playBlock(block, fresh, provingSigns(section.blocks, block)));
      latest = again;
    } else if (wire !== undefined) {
      for (const each of latest) dialogue.say(playedText(each, dialogue, wire));
    } else {
      return { go: 'next' };
    }
  }
}

const silentNext: Key = { key: 'n', does: 'next', silent: true };

const seeAgain: readonly Key[] = [
  { key: 'r', does: 'run again' },
  { key: 'd', does: 'detail', phrase: 'for more detail' },
  { key: 'x', does: 'hex', phrase: 'for hex' },
];
