/** What is known about the things that can be seen on the wire, with sources. */
export {
  annotateField,
  annotateMediaType,
  annotateMethod,
  annotateSseField,
  annotateStatus,
  longestBrief,
  remarkOf,
} from './annotate.ts';
export type { Annotation, Fact, FactKind, Reading, Standing } from './fact.ts';
export { findFact } from './find.ts';
export type { Place } from './place.ts';
export { factsOf, knownWords } from './search.ts';
