import { citedProblems } from '../cited-problems.ts';

/** Whatever is wrong in a WebSocket. Codes are permanent. */
export const wsProblems = citedProblems({
  unmaskedClientFrame: {
    code: 'ws-unmasked-client-frame',
    text: 'A client must mask every frame; a server closes the connection on this one.',
    source: 'rfc6455 §5.1',
  },
  maskedServerFrame: {
    code: 'ws-masked-server-frame',
    text: 'A server must not mask its frames; a client closes the connection on this one.',
    source: 'rfc6455 §5.1',
  },
  reservedBits: {
    code: 'ws-reserved-bits',
    text: 'A reserved bit is set that no agreed extension gives a meaning.',
    source: 'rfc6455 §5.2',
  },
  compressedBit: {
    code: 'ws-compressed-bit',
    text: 'RSV1 says that a message is compressed: it belongs on the first frame of a data message only.',
    source: 'rfc7692 §6',
  },
  reservedOpcode: {
    code: 'ws-reserved-opcode',
    text: 'This opcode has no meaning; whoever receives it must fail the connection.',
    source: 'rfc6455 §5.2',
  },
  fragmentedControl: {
    code: 'ws-fragmented-control',
    text: 'A control frame must not be fragmented, so it always has FIN.',
    source: 'rfc6455 §5.5',
  },
  longControl: {
    code: 'ws-long-control',
    text: 'The payload of a control frame has at most 125 bytes.',
    source: 'rfc6455 §5.5',
  },
  lengthNotMinimal: {
    code: 'ws-length-not-minimal',
    text: 'The length is written with more bytes than it needs.',
    source: 'rfc6455 §5.2',
  },
  lengthTooLarge: {
    code: 'ws-length-too-large',
    text: 'No frame can be this long: the highest bit of the length must be 0. Nothing after it can be placed.',
    source: 'rfc6455 §5.2',
  },
  lengthUncountable: {
    code: 'ws-length-uncountable',
    text: 'This length is beyond 9007199254740991, the most that is counted here; nothing after it is read.',
  },
  continuationWithoutStart: {
    code: 'ws-continuation-without-start',
    text: 'A continuation, but no message is open that it could continue.',
    source: 'rfc6455 §5.4',
  },
  messageInsideMessage: {
    code: 'ws-message-inside-message',
    text: 'A new message begins before the fragmented one is finished; only control frames may come between fragments.',
    source: 'rfc6455 §5.4',
  },
  invalidUtf8: {
    code: 'ws-invalid-utf8',
    text: 'Here the text of the message stops being UTF-8; the receiver closes with 1007.',
    source: 'rfc6455 §8.1',
  },
  closeOneByte: {
    code: 'ws-close-one-byte',
    text: 'The payload of a close frame is empty or begins with a code of 2 bytes; this is 1 byte.',
    source: 'rfc6455 §5.5.1',
  },
  closeCodeNeverSent: {
    code: 'ws-close-code-never-sent',
    text: 'Programs report this code to themselves; it must not stand in a close frame.',
    source: 'rfc6455 §7.4.1',
  },
  closeCodeOutOfRange: {
    code: 'ws-close-code-out-of-range',
    text: 'Close codes lie between 1000 and 4999.',
    source: 'rfc6455 §7.4.2',
  },
  closeCodeUndefined: {
    code: 'ws-close-code-undefined',
    text: 'Codes up to 2999 belong to the protocol and its extensions; this one is not defined.',
    source: 'rfc6455 §7.4.2',
  },
  closeReasonUtf8: {
    code: 'ws-close-reason-utf8',
    text: 'The reason of a close frame must be UTF-8.',
    source: 'rfc6455 §5.5.1',
  },
  afterClose: {
    code: 'ws-after-close',
    text: 'A close frame is the last that an endpoint sends; this frame comes after it.',
    source: 'rfc6455 §5.5.1',
  },
  unfinished: {
    code: 'ws-unfinished-frame',
    text: 'The connection ended inside this frame.',
    source: 'rfc6455 §7.2.1',
  },
  unreadable: {
    code: 'ws-unreadable',
    text: 'These bytes follow a frame without a readable end.',
  },
  damaged: {
    code: 'ws-deflate-damaged',
    text: 'The compressed message cannot be inflated: its data is damaged.',
    source: 'rfc7692 §7.2.2',
  },
  inflatesTooFar: {
    code: 'ws-inflates-too-far',
    text: 'The message inflates to more than is kept of one, so it is not shown.',
  },
  tooLongToInflate: {
    code: 'ws-too-long-to-inflate',
    text: 'The compressed message is longer than what is kept of one, so it is not inflated.',
  },
  contextLost: {
    code: 'ws-context-lost',
    text: 'The message builds on an earlier one that could not be inflated, so it cannot be read either.',
    source: 'rfc7692 §7.1.1',
  },
});
