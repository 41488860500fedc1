import {
  type EntityTag,
  entityTagOf,
  readEntityTags,
  strongMatch,
  weakMatch,
} from './entity-tag.ts';

/** What the conditions of a request come to. */
export type Verdict =
  | 'perform'
  /** The client has this version already: 304. */
  | 'not-modified'
  /** The client has another version than the server: 412. */
  | 'failed'
  /** A write that does not say which version it is meant for: 428. */
  | 'missing';

/** How an API names versions, and what it makes of the conditions of a request. */
export interface Conditions {
  /** The value of `ETag` for a representation. */
  tagOf(representation: string): string;
  /** Judges a request for a resource whose current entity tag is `tag`. */
  judge(request: Request, tag: string): Verdict;
}

/**
 * Conditions in the order of RFC 9110 §13.2.2. Those on dates are left out: a server that names no
 * modification date must ignore them (§13.1.3, §13.1.4).
 */
export const standardConditions: Conditions = {
  tagOf: entityTagOf,
  judge({ method, headers }, tag) {
    const reads = method === 'GET' || method === 'HEAD';

    const ifMatch = headers.get('If-Match');
    if (ifMatch !== null && !names(ifMatch, tag, strongMatch)) return 'failed';

    const ifNoneMatch = headers.get('If-None-Match');
    if (ifNoneMatch !== null && names(ifNoneMatch, tag, weakMatch)) {
      return reads ? 'not-modified' : 'failed';
    }

    return reads || ifMatch !== null ? 'perform' : 'missing';
  },
};

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
