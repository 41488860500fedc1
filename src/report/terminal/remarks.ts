import type { Annotation } from '../../knowledge/fact.ts';

/** Remembers what was already said, so that it stands once and not beside every message. */
export interface Remarks {
  /** Passes the annotation on the first time in the scenario, then `undefined`. */
  once(subject: string, annotation: Annotation | undefined): Annotation | undefined;
  /** The same for a step, for what the story is about. */
  onceInStep(subject: string, annotation: Annotation | undefined): Annotation | undefined;
  /** True the first time that it is asked about a subject in the scenario. */
  isNew(subject: string): boolean;
  /** True the first time in the step. */
  isNewInStep(subject: string): boolean;
  nextStep(): void;
}

/** A memory for one scenario; with `always`, everything is new every time. */
export function remarks(always: boolean): Remarks {
  const inScenario = new Set<string>();
  const inStep = new Set<string>();
  const first = (met: Set<string>, subject: string) => {
    if (always) return true;
    const before = met.size;
    return met.add(subject).size > before;
  };
  const pass = (met: Set<string>, subject: string, annotation: Annotation | undefined) =>
    annotation !== undefined && first(met, `${subject}\n${annotation.text}`)
      ? annotation
      : undefined;
  return {
    once: (subject, annotation) => pass(inScenario, subject, annotation),
    onceInStep: (subject, annotation) => pass(inStep, subject, annotation),
    isNew: (subject) => first(inScenario, subject),
    isNewInStep: (subject) => first(inStep, subject),
    nextStep: () => inStep.clear(),
  };
}
