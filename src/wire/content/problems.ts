import { citedProblems } from '../cited-problems.ts';

/** What can be wrong with a content's codings or charset. */
export const contentProblems = citedProblems({
  unknownCoding: {
    code: 'content-coding-unknown',
    text: 'This content coding is not known here, so the content is left as it is.',
    source: 'rfc9110 §8.4',
  },
  zstdNotHere: {
    code: 'content-coding-not-here',
    text: 'This Node.js has no Zstandard (22.15 and later have it), so the content is left as it is.',
    source: 'rfc8878',
  },
  tooManyCodings: {
    code: 'content-coding-too-many',
    text: 'So many codings in a row serve no purpose but to exhaust a reader; the content is left as it is.',
  },
  identity: {
    code: 'content-coding-identity',
    text: 'identity says nothing here: it is meant for Accept-Encoding.',
    source: 'rfc9110 §8.4',
  },
  rawDeflate: {
    code: 'content-coding-raw-deflate',
    text: 'deflate means a zlib stream; these bytes are bare deflate data without the zlib header, which not every client reads.',
    source: 'rfc9110 §8.4.1.2',
  },
  damaged: {
    code: 'content-coding-damaged',
    text: 'The compressed data is damaged; only what comes before the damage is shown.',
    source: 'rfc9110 §8.4',
  },
  incomplete: {
    code: 'content-coding-incomplete',
    text: 'The compressed data ends too early; what came is shown.',
    source: 'rfc9110 §8.4',
  },
  otherThanCoded: {
    code: 'content-coding-other',
    text: 'These bytes are not what this content coding makes, so the content is left as it is.',
    source: 'rfc9110 §8.4',
  },
  tooShort: {
    code: 'content-coding-too-short',
    text: 'Nothing can be read of compressed data that ends so early, so the content is left as it is.',
    source: 'rfc9110 §8.4',
  },
  unfoldsTooFar: {
    code: 'content-coding-unfolds-too-far',
    text: 'The compressed data unfolds to more than is kept here; only its beginning is shown.',
  },
  unknownCharset: {
    code: 'content-charset-unknown',
    text: 'This charset is not known here, so the content is read as UTF-8.',
    source: 'rfc9110 §8.3.2',
  },
  invalidText: {
    code: 'content-text-invalid',
    text: 'Some bytes mean nothing in the charset of this content; each is read as U+FFFD.',
    source: 'rfc9110 §8.3.2',
  },
});

/** What can be wrong, ambiguous or risky in a JSON text. */
export const jsonProblems = citedProblems({
  bom: {
    code: 'json-bom',
    text: 'JSON on a network must not begin with a byte order mark; many parsers refuse it.',
    source: 'rfc8259 §8.1',
  },
  invalidUtf8: {
    code: 'json-invalid-utf8',
    text: 'These bytes are not UTF-8; each invalid sequence is read as U+FFFD.',
    source: 'rfc8259 §8.1',
  },
  duplicateMember: {
    code: 'json-duplicate-member',
    text: 'The object has this name already; parsers differ in which of the two they take.',
    source: 'rfc8259 §4',
  },
  integerNotExact: {
    code: 'json-integer-not-exact',
    text: 'This integer is beyond 2^53, so a reader that keeps numbers as doubles may round it.',
    source: 'rfc8259 §6',
  },
  tooDeep: {
    code: 'json-too-deep',
    text: 'Values nested deeper than this are checked but not shown as parts.',
    source: 'rfc8259 §9',
  },
  tooMany: {
    code: 'json-too-many-parts',
    text: 'There are more parts in here than are shown; the rest is checked only.',
    source: 'rfc8259 §9',
  },
  cut: {
    code: 'json-cut',
    text: 'Only the beginning of this JSON is here, so its end was not read.',
  },
});

/** What can be wrong in a problem details object. */
export const detailsProblems = citedProblems({
  notObject: {
    code: 'problem-not-an-object',
    text: 'A problem details document is one JSON object.',
    source: 'rfc9457 §3',
  },
  memberType: {
    code: 'problem-member-type',
    text: 'This member has another JSON type than the standard gives it, so a client ignores it.',
    source: 'rfc9457 §3.1',
  },
  statusRange: {
    code: 'problem-status-range',
    text: 'status is the HTTP status code of the response, an integer from 100 to 599.',
    source: 'rfc9457 §3.1.2',
  },
});

/** What can be wrong, ambiguous or risky in a multipart content. */
export const multipartProblems = citedProblems({
  noBoundary: {
    code: 'multipart-no-boundary',
    text: 'The media type names no boundary, so nobody can tell the parts apart.',
    source: 'rfc2046 §5.1.1',
  },
  noDelimiter: {
    code: 'multipart-no-parts',
    text: 'The boundary that the media type names does not stand at the beginning of any line.',
    source: 'rfc2046 §5.1.1',
  },
  notClosed: {
    code: 'multipart-not-closed',
    text: 'The boundary with two hyphens behind it is missing, so the last part may not be whole.',
    source: 'rfc2046 §5.1.1',
  },
  headOpen: {
    code: 'multipart-part-head',
    text: 'No blank line ends the head of this part.',
    source: 'rfc2046 §5.1',
  },
  fieldLine: {
    code: 'multipart-field-line',
    text: 'This line of a part is no field: there is no name with a colon behind it.',
    source: 'rfc2046 §5.1',
  },
  noDisposition: {
    code: 'multipart-part-unnamed',
    text: 'A part of a form says by Content-Disposition: form-data, with a name, which field it is.',
    source: 'rfc7578 §4.2',
  },
  filenameStar: {
    code: 'multipart-filename-star',
    text: 'filename* is for fields of HTTP; in a form it must not be used, and receivers differ in which name they take.',
    source: 'rfc7578 §4.2',
  },
  tooMany: {
    code: 'multipart-too-many-parts',
    text: 'There are more parts, or lines of a part, than are shown; the rest is not read.',
  },
});

/** What can be wrong in a GraphQL request or response. */
export const graphqlProblems = citedProblems({
  operationAmbiguous: {
    code: 'graphql-operation-ambiguous',
    text: 'The document has several operations and the request does not say which one to run.',
    source: 'graphql §6.1',
  },
  operationUnknown: {
    code: 'graphql-operation-unknown',
    text: 'The document has no operation of this name.',
    source: 'graphql §6.1',
  },
  variablesType: {
    code: 'graphql-variables-type',
    text: 'variables is an object, or null, or left out.',
    source: 'graphql-http §Request Parameters',
  },
  responseNotObject: {
    code: 'graphql-response-not-an-object',
    text: 'A GraphQL response is one JSON object with data, errors or both.',
    source: 'graphql §7.1',
  },
  responseMember: {
    code: 'graphql-response-member',
    text: 'A GraphQL response has no member of this name; additions belong under extensions.',
    source: 'graphql §7.1',
  },
  errorsEmpty: {
    code: 'graphql-errors-not-a-list',
    text: 'errors, where present, is a list with at least one error.',
    source: 'graphql §7.1',
  },
  errorWithoutMessage: {
    code: 'graphql-error-without-message',
    text: 'Every error has a message, a string for the developer.',
    source: 'graphql §7.1.6',
  },
});
