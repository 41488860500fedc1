import type { Scenario } from '../scenario/scenario.ts';
import type { ToldStep } from './steps.ts';

/** What is known of a scenario without loading its servers. */
export interface CatalogueEntry extends Omit<Scenario, 'play' | 'takesOverTime' | 'standard'> {
  readonly group: string;
  /** Its folder within the group's: `replay` of `sse-replay`. */
  readonly name: string;
  /** Where the pattern is standardised, such as `HTML Standard §9.2.4`, or `no standard`. */
  readonly standard: string;
  /** Its source file, relative to the package, such as `scenarios/sse/replay/scenario.ts`. */
  readonly file: string;
  /** Its steps in their order, as far as its source tells them. */
  readonly steps: readonly ToldStep[];
  /** Whether `apilab serve` can start its servers. */
  readonly isServed: boolean;
}
