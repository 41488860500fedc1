import type { Annotation } from '../../knowledge/fact.ts';

/** Remembers what was already explained, so that a remark stands once and not beside every message. */
export interface Remarks {
  /** Passes the annotation on the first time in the scenario, then `undefined`. */
  once(subject: string, annotation: Annotation | undefined): Annotation | undefined;
  /** The same for a step, for what the story is about. */
  onceInStep(subject: string, annotation: Annotation | undefined): Annotation | undefined;
  /** True the first time it is asked about a subject in the scenario. */
  isNew(subject: string): boolean;
  nextStep(): void;
}

/** A memory for one scenario; with `always` it forgets at once. */
export function remarks(always: boolean): Remarks {
  const inScenario = new Set<string>();
  const inStep = new Set<string>();
  const met = new Set<string>();
  const first = (seen: Set<string>, subject: string, annotation: Annotation | undefined) => {
    if (annotation === undefined || always) return annotation;
    const key = `${subject}\n${annotation.text}`;
    if (seen.has(key)) return undefined;
    seen.add(key);
    return annotation;
  };
  return {
    once: (subject, annotation) => first(inScenario, subject, annotation),
    onceInStep: (subject, annotation) => first(inStep, subject, annotation),
    isNew: (subject) => always || (!met.has(subject) && met.add(subject).has(subject)),
    nextStep: () => inStep.clear(),
  };
}
