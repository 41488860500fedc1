/** The media type of problem details in JSON (RFC 9457 §3). */
export const PROBLEM_JSON = 'application/problem+json';

/** What went wrong, for programs and for people (RFC 9457 §3.1). */
export interface Problem {
  /** Of the answer, and repeated in the content: the two must be the same (§3.1.2). */
  readonly status: number;
  /**
   * Which kind of problem it is: a URI reference, by which programs tell problems apart. Absolute if
   * possible, else with its full path (§3.1.1). By default `about:blank`: the status says it all.
   */
  readonly type?: string;
  /** The kind of problem in a few words, for people; the same each time it occurs (§3.1.3). */
  readonly title?: string;
  /** What happened this time, and how to put it right; never what only a developer needs (§3.1.4). */
  readonly detail?: string;
  /** This occurrence: a URI reference (§3.1.5). */
  readonly instance?: string;
  /** More members, for programs (§3.2). None of them replaces one of the above. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** An answer with problem details, with `fields` beside its Content-Type. */
export function problem(details: Problem, fields: Readonly<Record<string, string>> = {}): Response {
  return new Response(problemText(details), {
    status: details.status,
    headers: { 'Content-Type': PROBLEM_JSON, ...fields },
  });
}

/** The content of such an answer, for one that is stored or written by other means. */
export function problemText({ extensions, ...details }: Problem): string {
  const { type, title, status, detail, instance } = details;
  const own = { type, title, status, detail, instance };
  // First for their place, last so that no extension replaces one; JSON leaves out what is undefined.
  return JSON.stringify({ ...own, ...extensions, ...own });
}
