import { isStep, type StepName } from '../../lab/record/step-name.ts';
import type { TranscriptEvent } from '../../lab/record/transcript.ts';

/** Steps that somebody wants to see: each a range, of one step if both ends are the same. */
export type StepChoice = readonly StepRange[];

export interface StepRange {
  readonly from: StepName;
  /** Included. */
  readonly to: StepName;
}

/** Reads `1-3`, `2,4-5`, `cut,catch-up`, `receive..catch-up`; nothing if it is none of these. */
export function readStepChoice(text: string): StepChoice | undefined {
  const ranges = text.split(',').map(readRange);
  return ranges.every((range) => range !== undefined) ? ranges : undefined;
}

function readRange(text: string): StepRange | undefined {
  const [from, to = from, ...more] = /^\d+-\d+$/.test(text) ? text.split('-') : text.split('..');
  const [first, last] = [readName(from), readName(to)];
  if (first === undefined || last === undefined || more.length > 0) return undefined;
  const isBackwards = typeof first === 'number' && typeof last === 'number' && last < first;
  return isBackwards ? undefined : { from: first, to: last };
}

function readName(text = ''): StepName | undefined {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  return /^[a-z][a-z0-9-]*$/.test(text) ? text : undefined;
}

/** Goes along with a run and knows what of it was chosen. */
export interface Excerpt {
  /** Whether an event belongs to it: the scenario, its end and what broke it always do. */
  takes(event: TranscriptEvent): boolean;
  /** Names that no step of the scenario had so far. */
  missing(): readonly StepName[];
  /** A range that ended before it began, if there is one. */
  backwards(): StepRange | undefined;
}

/** An excerpt of a run that has not begun. */
export function excerptOf(choice: StepChoice): Excerpt {
  let ranges: { readonly range: StepRange; isOpen: boolean; isClosing: boolean }[] = [];
  let backwards: StepRange | undefined;
  let met = new Set<StepName>();
  let isTold = false;
  const begin = () => {
    ranges = choice.map((range) => ({ range, isOpen: false, isClosing: false }));
    met = new Set();
    isTold = false;
    backwards = undefined;
  };
  begin();
  const names = [...new Set(choice.flatMap(({ from, to }) => [from, to]))];
  return {
    takes(event) {
      switch (event.type) {
        case 'scenario':
          begin();
          return true;
        case 'end':
        case 'failure':
          // A comparison of whole runs comes after their ends.
          isTold = true;
          return true;
        case 'step':
          for (const each of ranges) {
            if (each.isClosing) each.isOpen = false;
            if (isStep(each.range.from, event)) each.isOpen = true;
            const isLast = isStep(each.range.to, event);
            if (isLast && !each.isOpen) backwards ??= each.range;
            each.isClosing = each.isOpen && isLast;
          }
          for (const name of names) if (isStep(name, event)) met.add(name);
          isTold = ranges.some(({ isOpen }) => isOpen);
          return isTold;
        default:
          return isTold;
      }
    },
    backwards: () => backwards,
    missing: () => names.filter((name) => !met.has(name)),
  };
}
