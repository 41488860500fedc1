import { citedProblems } from '../cited-problems.ts';

/** What can be wrong in an event stream. None of it stops a reader: the standard ignores and reads on. */
export const sseProblems = citedProblems({
  idWithNul: {
    code: 'sse-id-with-nul',
    text: 'An id that contains U+0000 is ignored; the last event ID stays as it was.',
    source: 'html §9.2.6',
  },
  retryNotDigits: {
    code: 'sse-retry-not-digits',
    text: 'A retry that is not made of ASCII digits alone is ignored.',
    source: 'html §9.2.6',
  },
  retryTooLarge: {
    code: 'sse-retry-too-large',
    text: 'This reconnection time is larger than a number holds exactly; it is read as 9007199254740991 ms.',
    source: 'html §9.2.6',
  },
  unknownField: {
    code: 'sse-unknown-field',
    text: 'No field has this name, compared letter for letter, so the line is ignored.',
    source: 'html §9.2.6',
  },
  invalidUtf8: {
    code: 'sse-invalid-utf8',
    text: 'These bytes are not UTF-8; each invalid sequence is read as U+FFFD.',
    source: 'html §9.2.5',
  },
  unfinished: {
    code: 'sse-unfinished-block',
    text: 'The stream ended before the blank line that ends a block, so a client discards the block.',
    source: 'html §9.2.6',
  },
  tooLong: {
    code: 'sse-block-too-long',
    text: 'The block is longer than what is kept of one; the text of these bytes is not shown.',
  },
});
