/** Something that is wrong in what was written, and where. */
export interface Finding {
  /** Relative to the package, such as `scenarios/sse/cards.yaml`. */
  readonly file: string;
  /** From 1, if it is known. */
  readonly line?: number;
  /** The card's id, or the section of a lesson. */
  readonly about?: string;
  /** What is wrong, a sentence. */
  readonly text: string;
}

/** What a rule has to say about its subject; empty if it is kept. Its name says what it demands. */
export type Rule<Subject> = (subject: Subject) => readonly string[];

/** Everything that the rules have to say, each sentence followed by the name of its rule. */
export function brokenRules<Subject>(
  rules: readonly Rule<Subject>[],
  subject: Subject,
): readonly string[] {
  return rules.flatMap((rule) => rule(subject).map((text) => `${text} (${rule.name})`));
}

/** `scenarios/sse/cards.yaml:12 sse-resume-header: ...`. */
export function findingLine({ file, line, about, text }: Finding): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return `${place}${about === undefined ? '' : ` ${about}`}: ${text}`;
}
