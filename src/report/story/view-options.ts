import type { Annotation } from '../../knowledge/fact.ts';
import type { Place } from '../../knowledge/place.ts';
import type { StepName } from '../../lab/record/step-name.ts';
import type { TranscriptEvent } from '../../lab/record/transcript.ts';

/** How much of the traffic is shown. */
export type WireDetail = 'brief' | 'full' | 'hex';

/** What the view asks about things on the wire. */
export interface Knowledge {
  annotateField(name: string, value: string, place: Place): Annotation | undefined;
  annotateStatus(code: number, place: Place): Annotation | undefined;
  annotateMethod(name: string, place: Place): Annotation | undefined;
}

/** The groups that somebody can go on with, by their ids. */
export interface Taught {
  readonly lessons: ReadonlySet<string>;
  readonly cards: ReadonlySet<string>;
}

export interface TerminalOptions {
  /** Columns of the terminal; taken as 40 if it is less and 200 if it is more. */
  readonly width: number;
  readonly colour: boolean;
  readonly wire: WireDetail;
  /** Leaves the steps before this one out; the header, checks and the end are shown all the same. */
  readonly fromStep?: StepName;
  /**
   * True if a run is shown inside something else: its header and the commands at its end are left
   * out, its figures are not.
   */
  readonly within?: boolean;
  /** Where there is a lesson or a card to go on with: named at the end of a run. None by default. */
  readonly taught?: Taught;
  /** True where words are better than arrows, ticks, bars and columns: for a screen reader. */
  readonly plain?: boolean;
  /** True for messages and queries that are shown however many like them there are. Asked once for each. */
  readonly keeps?: (event: TranscriptEvent) => boolean;
  /** False for a remark that the reader had elsewhere: what it is about and what it says. In brief only. */
  readonly explains?: (remark: string) => boolean;
  /** Where annotations come from; the lab's own facts by default. */
  readonly knowledge?: Knowledge;
}
