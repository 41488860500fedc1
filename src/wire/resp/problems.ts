import { citedProblems } from '../cited-problems.ts';

/** Whatever is wrong in RESP. Codes are permanent. */
export const respProblems = citedProblems({
  unknownType: {
    code: 'resp-unknown-type',
    text: 'No value of RESP begins with this byte; nothing after it can be placed.',
    source: 'resp §RESP protocol description',
  },
  badLength: {
    code: 'resp-bad-length',
    text: 'This is no length; nothing after it can be placed.',
    source: 'resp §RESP protocol description',
  },
  badInteger: {
    code: 'resp-bad-integer',
    text: 'An integer is a sign and digits, in 64 bits.',
    source: 'resp §Integers',
  },
  badBoolean: {
    code: 'resp-bad-boolean',
    text: 'A boolean is t or f.',
    source: 'resp §Booleans',
  },
  noTerminator: {
    code: 'resp-no-terminator',
    text: 'CRLF must stand here: the length in front is wrong. Nothing after it can be placed.',
    source: 'resp §Bulk strings',
  },
  bareLineFeed: {
    code: 'resp-bare-line-feed',
    text: 'A line ends with CRLF; here the CR is missing.',
    source: 'resp §RESP protocol description',
  },
  lineTooLong: {
    code: 'resp-line-too-long',
    text: 'This line is longer than any that is read.',
  },
  commandOfOthers: {
    code: 'resp-command-of-others',
    text: 'A command is an array of bulk strings; Redis closes the connection on anything else in it.',
    source: 'resp §Sending commands to a Redis server',
  },
  tooDeep: {
    code: 'resp-too-deep',
    text: 'Values are nested deeper than is read.',
  },
  unasked: {
    code: 'resp-unasked-reply',
    text: 'No command was sent that this could answer.',
  },
  unfinished: {
    code: 'resp-unfinished',
    text: 'The connection ended inside this message.',
  },
  unreadable: {
    code: 'resp-unreadable',
    text: 'These bytes follow something without a readable end.',
  },
});
