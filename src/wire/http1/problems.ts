import { citedProblems } from '../cited-problems.ts';

/** Whatever the HTTP/1.1 dissector finds wrong, ambiguous or risky. Codes are permanent. */
export const problems = citedProblems({
  bareLf: {
    code: 'bare-lf',
    text: 'A line ends with LF alone; parsers that insist on CR LF read these bytes differently.',
    source: 'rfc9112 §2.2',
  },
  bareCr: {
    code: 'bare-cr',
    text: 'A CR stands without its LF; some parsers take it for a line end, others do not.',
    source: 'rfc9112 §2.2',
  },
  leadingEmptyLine: {
    code: 'leading-empty-line',
    text: 'Empty lines come before the start line; a sender must not put them there.',
    source: 'rfc9112 §2.2',
  },
  extraWhitespace: {
    code: 'extra-whitespace',
    text: 'The parts of a start line are separated by exactly one space.',
    source: 'rfc9112 §3',
  },
  invalidStartLine: {
    code: 'invalid-start-line',
    text: 'This is not a start line of HTTP/1, so nothing after it can be placed.',
    source: 'rfc9112 §2.1',
  },
  invalidMethod: {
    code: 'invalid-method',
    text: 'The method holds a character that a token cannot have.',
    source: 'rfc9110 §9.1',
  },
  reservedMethod: {
    code: 'reserved-method',
    text: 'PRI is reserved for the preface of HTTP/2 and is never a method.',
    source: 'rfc9113 §3.4',
  },
  missingTarget: {
    code: 'missing-target',
    text: 'The request line names no target.',
    source: 'rfc9112 §3.2',
  },
  whitespaceInTarget: {
    code: 'whitespace-in-target',
    text: 'The target holds whitespace, so parsers disagree where it ends.',
    source: 'rfc9112 §3.2',
  },
  invalidTarget: {
    code: 'invalid-target',
    text: 'The target holds a character that must be percent-encoded or left out.',
    source: 'rfc9112 §3.2',
  },
  missingVersion: {
    code: 'missing-version',
    text: 'The request line ends without a version, as in HTTP/0.9.',
    source: 'rfc9112 §3',
  },
  invalidVersion: {
    code: 'invalid-version',
    text: 'The version is not HTTP, a slash, a digit, a dot and a digit.',
    source: 'rfc9112 §2.3',
  },
  unsupportedVersion: {
    code: 'unsupported-version',
    text: 'The message uses the syntax of HTTP/1 but claims another major version.',
    source: 'rfc9112 §2.3',
  },
  missingReasonSpace: {
    code: 'missing-reason-space',
    text: 'The space behind the status code is missing; it is needed even where no reason follows.',
    source: 'rfc9112 §4',
  },
  statusOutOfRange: {
    code: 'status-out-of-range',
    text: 'Status codes run from 100 to 599; a client should treat others as a 5xx.',
    source: 'rfc9110 §15',
  },
  invalidReason: {
    code: 'invalid-reason',
    text: 'The reason phrase holds a control character.',
    source: 'rfc9112 §4',
  },
  messageAfterClose: {
    code: 'message-after-close',
    text: 'The message before this one was the last of the connection; this one will not be processed.',
    source: 'rfc9112 §9.6',
  },
  responseWithoutRequest: {
    code: 'response-without-request',
    text: 'No request waits for this response.',
    source: 'rfc9112 §9.2',
  },
  responseBeforeRequest: {
    code: 'response-before-request',
    text: 'The response came before the head of its request did, so its method is not known.',
    source: 'rfc9110 §7.5',
  },
  unexpectedSwitch: {
    code: 'unexpected-switch',
    text: 'The server switches protocols though the request did not offer it.',
    source: 'rfc9110 §15.2.2',
  },
  whitespaceBeforeFields: {
    code: 'whitespace-before-fields',
    text: 'A line that begins with whitespace follows the start line; it is skipped or the message refused.',
    source: 'rfc9112 §2.2',
  },
  fieldWithoutColon: {
    code: 'field-without-colon',
    text: 'This line has no colon, so it is no field.',
    source: 'rfc9112 §5',
  },
  invalidFieldName: {
    code: 'invalid-field-name',
    text: 'A field name is one or more token characters.',
    source: 'rfc9110 §5.1',
  },
  whitespaceBeforeColon: {
    code: 'whitespace-before-colon',
    text: 'Whitespace before the colon hides a field from some parsers; a server must refuse it.',
    source: 'rfc9112 §5.1',
  },
  invalidFieldValue: {
    code: 'invalid-field-value',
    text: 'The field value holds a control character.',
    source: 'rfc9110 §5.5',
  },
  obsFold: {
    code: 'obs-fold',
    text: 'The value goes on in a second line; this folding is obsolete and must not be sent.',
    source: 'rfc9112 §5.2',
  },
  missingHost: {
    code: 'missing-host',
    text: 'A request of HTTP/1.1 must have a Host field; a server answers 400.',
    source: 'rfc9112 §3.2',
  },
  hostRepeated: {
    code: 'host-repeated',
    text: 'More than one Host field: parsers disagree which one counts; a server answers 400.',
    source: 'rfc9112 §3.2',
  },
  contentLengthWithTransferEncoding: {
    code: 'content-length-with-transfer-encoding',
    text: 'Content-Length beside Transfer-Encoding is ignored here; other parsers may follow it (request smuggling).',
    source: 'rfc9112 §6.3',
  },
  contentLengthsDiffer: {
    code: 'content-lengths-differ',
    text: 'Content-Length is given with different values, so the end of the message is not known.',
    source: 'rfc9112 §6.3',
  },
  contentLengthRepeated: {
    code: 'content-length-repeated',
    text: 'Content-Length is given more than once, with the same value.',
    source: 'rfc9110 §8.6',
  },
  invalidContentLength: {
    code: 'invalid-content-length',
    text: 'Content-Length is not a number that can be read, so the end of the message is not known.',
    source: 'rfc9112 §6.3',
  },
  contentLengthNotAllowed: {
    code: 'content-length-not-allowed',
    text: 'A response with this status must not have Content-Length.',
    source: 'rfc9110 §8.6',
  },
  transferEncodingNotAllowed: {
    code: 'transfer-encoding-not-allowed',
    text: 'A response with this status must not have Transfer-Encoding.',
    source: 'rfc9112 §6.1',
  },
  chunkedNotLast: {
    code: 'chunked-not-last',
    text: 'The last transfer coding is not chunked, so the framing does not say where the body ends.',
    source: 'rfc9112 §6.3',
  },
  chunkedTwice: {
    code: 'chunked-twice',
    text: 'The chunked coding is named more than once; it can be applied only once.',
    source: 'rfc9112 §6.1',
  },
  transferEncodingInHttp10: {
    code: 'transfer-encoding-in-http-1.0',
    text: 'HTTP/1.0 has no Transfer-Encoding: the framing of this message is not to be trusted.',
    source: 'rfc9112 §6.1',
  },
  transferCodingKept: {
    code: 'transfer-coding-kept',
    text: 'A transfer coding other than chunked was applied; it is not taken off here.',
    source: 'rfc9112 §7',
  },
  invalidChunkSize: {
    code: 'invalid-chunk-size',
    text: 'A chunk does not begin with a size in hexadecimal digits, so the rest cannot be placed.',
    source: 'rfc9112 §7.1',
  },
  whitespaceAfterChunkSize: {
    code: 'whitespace-after-chunk-size',
    text: 'Whitespace follows the chunk size, which the grammar does not allow.',
    source: 'rfc9112 §7.1',
  },
  invalidChunkExtension: {
    code: 'invalid-chunk-extension',
    text: 'What follows the chunk size is no chunk extension.',
    source: 'rfc9112 §7.1.1',
  },
  chunkEndMissing: {
    code: 'chunk-end-missing',
    text: 'The data of a chunk is not followed by CR LF, so the rest cannot be placed.',
    source: 'rfc9112 §7.1',
  },
  lineTooLong: {
    code: 'line-too-long',
    text: 'A line is longer than the lab reads.',
    source: 'rfc9112 §2.2',
  },
  sectionTooLong: {
    code: 'section-too-long',
    text: 'A field section is longer than the lab reads.',
    source: 'rfc9110 §5.4',
  },
  tooManyFields: {
    code: 'too-many-fields',
    text: 'A field section has more lines than the lab reads.',
    source: 'rfc9110 §5.4',
  },
  pipelineTooDeep: {
    code: 'pipeline-too-deep',
    text: 'More requests wait for a response than the lab follows.',
    source: 'rfc9112 §9.3.2',
  },
  unfinishedMessage: {
    code: 'unfinished-message',
    text: 'The message breaks off before its end.',
    source: 'rfc9112 §8',
  },
  afterMalformed: {
    code: 'after-malformed',
    text: 'These bytes follow a part that could not be read, so their meaning is not known.',
    source: 'rfc9112 §2.2',
  },
});
