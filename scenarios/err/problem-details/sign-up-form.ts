import { parseJson } from 'apilab/parts/http/json';
import { PROBLEM_JSON } from 'apilab/parts/http/problem';
import { TYPES } from './problem-types.ts';

/** A problem as a client reads it: members of a wrong type are passed over (RFC 9457 §3.1). */
export interface ReadProblem {
  /** Absolute; `about:blank` if it has none. */
  readonly type: string;
  readonly title: string;
  /** Where in the content something is wrong, such as `#/email`. */
  readonly pointers: readonly string[];
}

/** Decides which fields of the form to mark. */
export type Mark = (problem: ReadProblem) => readonly string[];

/** Decides by the type alone. One that it does not know marks nothing: the status still holds. */
export const markByType: Mark = ({ type, pointers }) => {
  switch (type) {
    case `${TYPES}/invalid-account`:
      return pointers;
    case `${TYPES}/email-taken`:
      return ['#/email'];
    default:
      return [];
  }
};

/** What became of a form that was sent. */
export interface Submitted {
  readonly status: number;
  /** The fields that are marked, for whoever fills it in. */
  readonly marks: readonly string[];
}

/** A form that is sent to where accounts are created, and marks what the answer complains about. */
export function signUpForm(
  fetch: typeof globalThis.fetch,
  url: string,
  { language = 'en', mark = markByType }: { readonly language?: string; readonly mark?: Mark } = {},
) {
  return async (fields: object): Promise<Submitted> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': language },
      body: JSON.stringify(fields),
    });
    const problem = await readProblem(response);
    return { status: response.status, marks: problem ? mark(problem) : [] };
  };
}

/** The problem in an answer, if its media type says that there is one. */
export async function readProblem(response: Response): Promise<ReadProblem | undefined> {
  const text = await response.text();
  const mediaType = response.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== PROBLEM_JSON) return undefined;
  const content = parseJson(text);
  if (typeof content !== 'object' || content === null) return undefined;
  const { type, title, errors }: { type?: unknown; title?: unknown; errors?: unknown } = content;
  return {
    type: typeof type === 'string' ? resolved(type, response.url) : 'about:blank',
    title: typeof title === 'string' ? title : '',
    pointers: Array.isArray(errors) ? errors.flatMap(pointerOf) : [],
  };
}

/** A relative type is resolved before it is compared (RFC 9457 §3.1.1). */
function resolved(type: string, base: string): string {
  return URL.canParse(type, base) ? new URL(type, base).href : 'about:blank';
}

function pointerOf(error: unknown): readonly string[] {
  const { pointer }: { pointer?: unknown } = Object(error);
  return typeof pointer === 'string' ? [pointer] : [];
}
