import type { Card } from '../content/card.ts';
import type { Dialogue } from '../dialogue/index.ts';
import type { RunEvidence } from '../evidence/evidence.ts';
import type { CatalogueEntry } from '../lab/catalogue/catalogue.ts';
import type { Random } from '../lab/chance/random.ts';
import type { Keep } from './answer-store.ts';

/** What a quiz needs besides somebody to answer. */
export interface QuizRoom {
  readonly dialogue: Dialogue;
  /** Decides the order of the answers. */
  readonly random: Random;
  /** Loaded once it is needed: nothing stands before the first card. */
  readonly catalogue: () => Promise<readonly CatalogueEntry[]>;
  /** Where a card can be read up: a command; undefined if no lesson tells it. */
  readonly read: (card: Card) => string | undefined;
  /** Keeps an answer; undefined if the schedule is to be left alone. */
  readonly keep: Keep | undefined;
  /** Plays the run that proves an answer; `left` if it was left before its end. */
  readonly play: (evidence: RunEvidence) => Promise<'seen' | 'left'>;
}
