import type { Evidence, Sign } from '../evidence/evidence.ts';
import type { Answer, Distractor } from './card.ts';

/**
 * The lesson of a group: what it is for, how it fails, how it works, when to leave it. It is put
 * together from an intro, a chapter for each scenario, and an outro.
 */
export interface Lesson {
  readonly group: string;
  readonly title: string;
  readonly sections: readonly Section[];
  /** Sections that it had before, and the section that tells it now, by their ids. */
  readonly formerSections: Readonly<Record<string, string>>;
}

/** A lesson without what its sections say. */
export interface LessonOutline extends Omit<Lesson, 'sections'> {
  readonly sections: readonly SectionOutline[];
}

/** A section without what it says. */
export interface SectionOutline extends Omit<Section, 'blocks'> {
  /** How long it takes, in minutes. */
  readonly minutes: number;
}

/** What is taught at one sitting between two key presses. */
export interface Section {
  /** Permanent, as progress is kept by it: its title in kebab case unless an id of its own was given. */
  readonly id: string;
  readonly title: string;
  /** The scenario whose chapter it belongs to; absent in intro and outro. */
  readonly scenario?: string;
  readonly blocks: readonly Block[];
}

export type Block = Prose | Predict | Play | Turn;

export interface Prose {
  readonly kind: 'prose';
  readonly paragraphs: readonly Paragraph[];
}

/** A paragraph, a list item, or a block of code. */
export type Paragraph =
  | { readonly kind: 'text'; readonly spans: readonly ProseSpan[] }
  | { readonly kind: 'item'; readonly marker: string; readonly spans: readonly ProseSpan[] }
  | { readonly kind: 'code'; readonly lines: readonly string[] };

export interface ProseSpan {
  readonly text: string;
  readonly style?: 'strong' | 'emphasis' | 'code';
}

/** A question before the wire answers it. */
export interface Predict {
  readonly kind: 'predict';
  readonly question: string;
  readonly key: Answer;
  readonly distractors: readonly Distractor[];
  readonly hint: string;
  readonly evidence: readonly Evidence[];
}

/** Steps of a scenario, played live from the seed. */
export interface Play {
  readonly kind: 'play';
  readonly run: string;
  readonly variant: string;
  readonly set?: Readonly<Record<string, string>>;
  /** The steps that are shown, both included, by their ids. */
  readonly steps: { readonly from: string; readonly to: string };
}

/** The servers stay up, and the learner sends something from another terminal. */
export interface Turn {
  readonly kind: 'turn';
  /** What is to be brought about, one sentence: `Make the second POST return 409.` */
  readonly task: string;
  /** The scenario, or the group, whose servers are started. */
  readonly serve: string;
  /** Commands to start from; `{url}` and `{authority}` stand for the address. */
  readonly commands: readonly string[];
  readonly hint: string;
  /** What is seen once it is done, in this order. */
  readonly done: readonly Sign[];
  /** What is seen of tries that miss it narrowly; the first that fits is told. */
  readonly nearly?: readonly NearMiss[];
  /** Commands that do it, one after the other; the tests run them. */
  readonly solution: readonly string[];
  /** What to take from it, said when it is done. */
  readonly learned: string;
}

/** A try that comes near, such as one that asks for everything. */
export interface NearMiss {
  /** What shows it: one of these, in an event that does not bring the task forward. */
  readonly signs: readonly Sign[];
  /** What was overlooked, said behind `Nearly:`. */
  readonly hint: string;
  /** Commands that miss in this way; the tests run them. */
  readonly commands: readonly string[];
}
