import type { Annotation } from '../../knowledge/fact.ts';
import { RecentMap, RecentSet } from './recent.ts';

/** Remembers what was already said, so that it stands once and not beside every message. */
export interface Remarks {
  /** Passes the annotation on the first time in the scenario, then `undefined`. */
  once(subject: string, annotation: Annotation | undefined): Annotation | undefined;
  /** True the first time that it is asked about a subject in the scenario. */
  isNew(subject: string): boolean;
  /** The same, but false too if it was said elsewhere. */
  isUnsaid(subject: string): boolean;
  /** True if this was the value of the subject the last time, too. */
  isSame(subject: string, value: string): boolean;
  /** The same memory for an attempt: what is said in it counts once it is kept. */
  attempt(): Attempt;
}

export interface Attempt {
  readonly remarks: Remarks;
  keep(): void;
}

/** The same memory for one message in brief: one remark is made, and the others wait for a message to come. */
export function oneRemark(all: Remarks): Remarks {
  let isMade = false;
  return {
    ...all,
    once(subject, annotation) {
      if (isMade) return undefined;
      const remark = all.once(subject, annotation);
      isMade = remark !== undefined;
      return remark;
    },
  };
}

/** What was met, and the last value of what has values. */
interface Memory {
  has(subject: string): boolean;
  add(subject: string): void;
  get(subject: string): string | undefined;
  set(subject: string, value: string): void;
}

/**
 * A memory for one scenario or live session; with `always`, everything is new every time.
 *
 * @param wanted false for a remark that was made elsewhere and is not to be made here
 */
export function remarks(always: boolean, wanted?: (remark: string) => boolean): Remarks {
  const met = new RecentSet();
  const last = new RecentMap<string>();
  return remembering(
    {
      has: (subject) => met.has(subject),
      add: (subject) => met.add(subject),
      get: (subject) => last.get(subject),
      set: (subject, value) => last.set(subject, value),
    },
    always,
    wanted,
  );
}

function remembering(
  memory: Memory,
  always: boolean,
  wanted: ((remark: string) => boolean) | undefined,
): Remarks {
  const isNew = (subject: string) => {
    if (always) return true;
    if (memory.has(subject)) return false;
    memory.add(subject);
    return true;
  };
  const isUnsaid = (subject: string) => isNew(subject) && (always || (wanted?.(subject) ?? true));
  return {
    isNew,
    isUnsaid,
    isSame(subject, value) {
      if (always) return false;
      const same = memory.get(subject) === value;
      if (!same) memory.set(subject, value);
      return same;
    },
    once(subject, annotation) {
      if (annotation === undefined) return undefined;
      return isUnsaid(`${subject}\n${annotation.text}`) ? annotation : undefined;
    },
    attempt() {
      const met = new Set<string>();
      const last = new Map<string, string>();
      const tried: Memory = {
        has: (subject) => met.has(subject) || memory.has(subject),
        add: (subject) => void met.add(subject),
        get: (subject) => last.get(subject) ?? memory.get(subject),
        set: (subject, value) => void last.set(subject, value),
      };
      return {
        remarks: remembering(tried, always, wanted),
        keep() {
          for (const subject of met) memory.add(subject);
          for (const [subject, value] of last) memory.set(subject, value);
        },
      };
    },
  };
}
