import type { Fact } from '../fact.ts';

/** The members of a problem details object. */
export const problemMembers: readonly Fact[] = [
  {
    kind: 'problem-member',
    name: 'type',
    title: 'type',
    brief: 'which kind of problem it is; programs decide by it',
    text: 'A URI that identifies the type of problem and may lead to its documentation; about:blank where it is absent.',
    source: 'RFC 9457 §3.1.1',
    standing: 'standard',
  },
  {
    kind: 'problem-member',
    name: 'status',
    title: 'status',
    brief: 'the status code again, to keep it with the content',
    text: "The status code that the origin server generated. It is advisory: the response's own may differ if a proxy changed it.",
    source: 'RFC 9457 §3.1.2',
    standing: 'standard',
  },
  {
    kind: 'problem-member',
    name: 'title',
    title: 'title',
    brief: 'the kind of problem, for people',
    text: 'A short summary of the type of problem, the same at every occurrence except for translation.',
    source: 'RFC 9457 §3.1.3',
    standing: 'standard',
  },
  {
    kind: 'problem-member',
    name: 'detail',
    title: 'detail',
    brief: 'what went wrong this time, for people',
    text: 'An explanation of this occurrence that helps the client correct it. Programs should not parse it.',
    source: 'RFC 9457 §3.1.4',
    standing: 'standard',
  },
  {
    kind: 'problem-member',
    name: 'instance',
    title: 'instance',
    brief: 'which occurrence of the problem this is',
    text: 'A URI that identifies this occurrence of the problem.',
    source: 'RFC 9457 §3.1.5',
    standing: 'standard',
  },
];
