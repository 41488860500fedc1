import type { Remarks } from './remarks.ts';
import type { Knowledge } from './view-options.ts';

/** What the rows of a message depend on besides the message. */
export interface Sight {
  /** Cells that a row may take. */
  readonly cells: number;
  /** Cells at the end of the first row that something else takes. */
  readonly edgeCells?: number;
  readonly detail: 'brief' | 'full';
  /** True for a session in which nobody knows what the story is about: every field that says something is shown. */
  readonly isLive?: boolean;
  /** Fields the story is about, lower case. */
  readonly focus: ReadonlySet<string>;
  readonly knowledge: Knowledge;
  readonly remarks: Remarks;
}
