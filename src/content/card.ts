import type { Evidence, RunEvidence, Sign } from '../evidence/evidence.ts';

/** `basic`: what everybody who uses the style knows. `working`: who builds with it. `deep`: who designs it. */
export type Level = 'basic' | 'working' | 'deep';

/** From what everybody knows to what a designer does. */
export const levels: readonly Level[] = ['basic', 'working', 'deep'];

/** An answer that can be chosen. */
export interface Answer {
  readonly text: string;
  /** What the wire would show if it were right: the key's is seen in the evidence, a distractor's is not. */
  readonly sign?: Sign;
}

/** A wrong answer that people really give. */
export interface Distractor extends Answer {
  /** The misconception behind it, by its id in a `misconceptions.yaml`: `server-remembers-the-client`. */
  readonly misconception: string;
  /** Why it is wrong, one or two sentences. */
  readonly rebuttal: string;
}

interface CardBase {
  /** Permanent, kebab case, its group first: `sse-resume-header`. */
  readonly id: string;
  readonly group: string;
  /** The id of the scenario beside which it lies. */
  readonly scenario: string;
  /** Rises when what is asked or the key changes; a change of wording leaves it. */
  readonly revision: number;
  /** A few words, shared by the cards on the same thing: `resuming a stream`. */
  readonly topic: string;
  readonly level: Level;
  /** Makes sense with the options hidden. */
  readonly question: string;
  /** A push in the right direction that does not give the answer away. */
  readonly hint: string;
  /** Why the key is right, two or three sentences. */
  readonly explain: string;
  readonly evidence: readonly Evidence[];
}

/** One answer of several. */
export interface ChoiceCard extends CardBase {
  readonly kind: 'choice';
  readonly key: Answer;
  readonly distractors: readonly Distractor[];
}

/** A question as an interviewer asks it: think, compare with the points of a good answer, tick what you said. */
export interface RecallCard extends CardBase {
  readonly kind: 'recall';
  /** What a good answer says, a sentence each, in the order in which it is best told. */
  readonly points: readonly string[];
  /** What they would ask next. */
  readonly followUp: FollowUp;
}

export interface FollowUp {
  readonly question: string;
  readonly answer: string;
}

/** Put the messages of an exchange in order. */
export interface OrderCard extends CardBase {
  readonly kind: 'order';
  /** In the right order. */
  readonly items: readonly OrderItem[];
}

export interface OrderItem {
  readonly text: string;
  /** What it is on the wire: its first sight comes later than that of the item before. */
  readonly sign: Sign;
}

/** A part of a real exchange is masked: what stands there? */
export interface PredictWireCard extends CardBase {
  readonly kind: 'predict-wire';
  readonly key: Answer;
  readonly distractors: readonly Distractor[];
  /** The recorded messages, the key's text replaced by `MASK`. */
  readonly exchange: readonly RecordedMessage[];
  readonly evidence: readonly [RunEvidence, ...Evidence[]];
}

/** What stands where the answer stood. */
export const MASK = '▒▒▒▒';

/** A message of a run, in plain lines. */
export interface RecordedMessage {
  readonly from: string;
  readonly to: string;
  readonly lines: readonly string[];
}

export type Card = ChoiceCard | RecallCard | OrderCard | PredictWireCard;

/** A card without what it asks: enough to choose from. */
export type CardOutline = Pick<
  Card,
  'id' | 'group' | 'scenario' | 'kind' | 'revision' | 'topic' | 'level'
>;
