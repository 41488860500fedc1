import {
  type EntityTag,
  entityTagOf,
  readEntityTags,
  strongMatch,
  weakMatch,
} from './entity-tag.ts';

/** What the conditions of a request come to. */
export type Precondition =
  /** They hold, or there are none that must be there. */
  | 'holds'
  /** The client has this version already: 304. */
  | 'not-modified'
  /** The client has another version than the server: 412. */
  | 'fails'
  /** A write does not say which version it is meant for: 428. */
  | 'missing';

/** How an API names versions, and what it makes of the conditions of a request. */
export interface Conditions {
  /** The value of `ETag` for a representation. */
  tagOf(representation: string): string;
  /** Evaluates the conditions of a request for a resource whose current entity tag is `tag`. */
  evaluate(request: Request, tag: string): Precondition;
}

/**
 * Evaluates the conditions that a request has, in the order of RFC 9110 §13.2.2. Those on dates are
 * left out: a server that names no modification date must ignore them (§13.1.3, §13.1.4).
 */
export const evaluated: Conditions = {
  tagOf: entityTagOf,
  evaluate({ method, headers }, tag) {
    const ifMatch = headers.get('If-Match');
    if (ifMatch !== null && !names(ifMatch, tag, strongMatch)) return 'fails';
    const ifNoneMatch = headers.get('If-None-Match');
    if (ifNoneMatch === null || !names(ifNoneMatch, tag, weakMatch)) return 'holds';
    return isRead(method) ? 'not-modified' : 'fails';
  },
};

/** The same, and a write must have `If-Match`: one client without it would overwrite everybody. */
export const required: Conditions = {
  tagOf: entityTagOf,
  evaluate(request, tag) {
    const precondition = evaluated.evaluate(request, tag);
    if (precondition !== 'holds' || isRead(request.method)) return precondition;
    return request.headers.has('If-Match') ? 'holds' : 'missing';
  },
};

const isRead = (method: string) => method === 'GET' || method === 'HEAD';

/** Whether a condition names the current version; `*` stands for any version there is. */
function names(
  field: string,
  current: string,
  match: (a: EntityTag, b: EntityTag) => boolean,
): boolean {
  if (field.trim() === '*') return true;
  const [tag] = readEntityTags(current);
  return tag !== undefined && readEntityTags(field).some((named) => match(named, tag));
}
