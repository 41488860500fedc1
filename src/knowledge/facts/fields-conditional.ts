import type { Fact } from '../fact.ts';

/** Validators, and the preconditions that use them. */
export const conditionalFields: readonly Fact[] = [
  {
    kind: 'field',
    name: 'ETag',
    title: 'ETag',
    brief: 'a label of this version of the content',
    text: 'An opaque, quoted label that changes with the representation; W/ before it marks a weak one, which says equivalent rather than identical.',
    source: 'rfc9110 §8.8.3',
    standing: 'standard',
    only: 'response',
  },
  {
    kind: 'field',
    name: 'Last-Modified',
    title: 'Last-Modified',
    brief: 'when the content last changed, as far as is known',
    text: 'The date and time at which the origin server believes the representation was last modified.',
    source: 'rfc9110 §8.8.2',
    standing: 'standard',
  },
  {
    kind: 'field',
    name: 'If-Match',
    title: 'If-Match',
    brief: 'only if the target is still this version',
    text: 'The request is done only if one of these entity tags, compared strongly, is the current one; otherwise the answer is 412. It prevents lost updates.',
    source: 'rfc9110 §13.1.1',
    standing: 'standard',
    only: 'request',
    values: {
      '*': { brief: 'only if the target exists' },
    },
  },
  {
    kind: 'field',
    name: 'If-None-Match',
    title: 'If-None-Match',
    brief: 'only if the target is none of these versions',
    text: 'With GET and HEAD, asks for the content only if it changed, else 304; with other methods a match gives 412. The tags are compared weakly.',
    source: 'rfc9110 §13.1.2',
    standing: 'standard',
    only: 'request',
    values: {
      '*': { brief: 'only if the target does not exist' },
    },
    readings: [
      {
        at: { method: ['GET', 'HEAD'] },
        where: 'with GET and HEAD',
        brief: 'the content only if it is none of these, else 304',
        values: {
          '*': { brief: '304 if there is any content' },
        },
      },
    ],
  },
  {
    kind: 'field',
    name: 'If-Modified-Since',
    title: 'If-Modified-Since',
    brief: 'only if it changed after this date',
    text: 'Asks for the content only if it was modified after the date, else 304. It is ignored with other methods than GET and HEAD, and if If-None-Match is present.',
    source: 'rfc9110 §13.1.3',
    standing: 'standard',
    only: 'request',
    readings: [
      {
        at: { otherMethodThan: ['GET', 'HEAD'] },
        where: 'with other methods than GET and HEAD',
        brief: 'ignored: it counts with GET and HEAD only',
      },
    ],
  },
  {
    kind: 'field',
    name: 'If-Unmodified-Since',
    title: 'If-Unmodified-Since',
    brief: 'only if it has not changed since this date',
    text: 'The request is done only if the target was not modified after the date, else 412. It is ignored where If-Match is present.',
    source: 'rfc9110 §13.1.4',
    standing: 'standard',
    only: 'request',
  },
  {
    kind: 'field',
    name: 'If-Range',
    title: 'If-Range',
    brief: 'the part if nothing changed, else the whole',
    text: 'Makes a Range conditional: if the validator still matches, the part is sent, otherwise the whole representation.',
    source: 'rfc9110 §13.1.5',
    standing: 'standard',
    only: 'request',
  },
];
