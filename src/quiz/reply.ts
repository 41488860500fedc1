import type { Key } from '../dialogue/index.ts';
import type { Row } from '../text/spans.ts';
import { undoKey } from './open-question.ts';
import type { Outcome } from './result.ts';

/** What comes of a card that was answered. */
export type AnswerOutcome = Exclude<Outcome, 'skipped'>;

/** What somebody said to a question. */
export type Reply =
  | Answered
  | { readonly kind: 'skipped' }
  /** The last answer is to be taken back. */
  | { readonly kind: 'undo' }
  | { readonly kind: 'quit' };

export interface Answered {
  readonly kind: 'answered';
  readonly outcome: AnswerOutcome;
  /** What is said to it. */
  readonly feedback: readonly Row[];
}

/** What a key says that gives no answer. */
export function noAnswer(key: string): Reply | undefined {
  if (key === 's') return { kind: 'skipped' };
  if (key === undoKey.key) return { kind: 'undo' };
  return key === 'q' ? { kind: 'quit' } : undefined;
}

/** What comes of an answer that is right or wrong as a whole. */
export function answerOutcome(isRight: boolean, hinted: boolean): AnswerOutcome {
  if (!isRight) return 'wrong';
  return hinted ? 'hinted' : 'right';
}

/** The keys 1 to `count`, which do the same. */
export function numberKeys(count: number, does: string, phrase = `to ${does}`): readonly Key[] {
  return Array.from({ length: count }, (_, index) => ({ key: `${index + 1}`, does, phrase }));
}
