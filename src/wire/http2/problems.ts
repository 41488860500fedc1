import { citedProblems } from '../cited-problems.ts';

type ErrorName =
  | 'PROTOCOL_ERROR'
  | 'FLOW_CONTROL_ERROR'
  | 'STREAM_CLOSED'
  | 'FRAME_SIZE_ERROR'
  | 'COMPRESSION_ERROR'
  | 'ENHANCE_YOUR_CALM';

/** A problem that RFC 9113 names an error for. */
function violation<C extends string>(code: C, error: ErrorName, text: string, section: string) {
  return {
    code: `http2-${code}`,
    error,
    text: `${error}: ${text}`,
    source: `rfc9113 §${section}`,
  };
}

/** Whatever the HTTP/2 dissector finds wrong, ambiguous or risky. Codes are permanent. */
export const problems = citedProblems({
  invalidPreface: violation(
    'invalid-preface',
    'PROTOCOL_ERROR',
    'these are not the bytes with which a client opens HTTP/2.',
    '3.4',
  ),
  settingsNotFirst: violation(
    'settings-not-first',
    'PROTOCOL_ERROR',
    'the first frame of a side must be SETTINGS.',
    '3.4',
  ),
  frameTooLarge: violation(
    'frame-too-large',
    'FRAME_SIZE_ERROR',
    'the payload is longer than the receiver allows with SETTINGS_MAX_FRAME_SIZE.',
    '4.2',
  ),
  frameSize: violation(
    'frame-size',
    'FRAME_SIZE_ERROR',
    'the length is not the one that this type of frame has.',
    '4.2',
  ),
  needsStream: violation(
    'needs-stream',
    'PROTOCOL_ERROR',
    'this type of frame belongs to a stream and names none.',
    '6',
  ),
  needsConnection: violation(
    'needs-connection',
    'PROTOCOL_ERROR',
    'this type of frame is about the connection and must not name a stream.',
    '6',
  ),
  paddingTooLong: violation(
    'padding-too-long',
    'PROTOCOL_ERROR',
    'the padding is longer than what is left of the payload.',
    '6.1',
  ),
  streamIdle: violation('stream-idle', 'PROTOCOL_ERROR', 'the stream was never opened.', '5.1'),
  streamClosed: violation(
    'stream-closed',
    'STREAM_CLOSED',
    'the sender had already ended this stream.',
    '5.1',
  ),
  streamNotNew: violation(
    'stream-not-new',
    'PROTOCOL_ERROR',
    'a new stream must have a higher identifier than all before it.',
    '5.1.1',
  ),
  streamWrongParity: violation(
    'stream-wrong-parity',
    'PROTOCOL_ERROR',
    'a client opens streams with odd identifiers; a server opens none with HEADERS alone.',
    '5.1.1',
  ),
  tooManyConcurrent: violation(
    'too-many-concurrent',
    'PROTOCOL_ERROR',
    'more streams are open than the receiver allows with SETTINGS_MAX_CONCURRENT_STREAMS; it may also answer REFUSED_STREAM.',
    '5.1.2',
  ),
  blockInterrupted: violation(
    'block-interrupted',
    'PROTOCOL_ERROR',
    'another frame stands inside a header block; only CONTINUATION of the same stream may follow.',
    '6.10',
  ),
  strayContinuation: violation(
    'stray-continuation',
    'PROTOCOL_ERROR',
    'no header block is open that this could continue.',
    '6.10',
  ),
  blockTooLong: violation(
    'block-too-long',
    'ENHANCE_YOUR_CALM',
    'the header block is longer, or in more frames, than the lab keeps; it looks like a CONTINUATION flood.',
    '10.5.1',
  ),
  settingsAckWithPayload: violation(
    'settings-ack-with-payload',
    'FRAME_SIZE_ERROR',
    'an acknowledgment of settings carries nothing.',
    '6.5',
  ),
  invalidEnablePush: violation(
    'invalid-enable-push',
    'PROTOCOL_ERROR',
    'SETTINGS_ENABLE_PUSH is 0 or 1, and a server sends only 0.',
    '6.5.2',
  ),
  invalidInitialWindow: violation(
    'invalid-initial-window',
    'FLOW_CONTROL_ERROR',
    'a window has at most 2³¹−1 bytes.',
    '6.5.2',
  ),
  invalidMaxFrameSize: violation(
    'invalid-max-frame-size',
    'PROTOCOL_ERROR',
    'SETTINGS_MAX_FRAME_SIZE lies between 2¹⁴ and 2²⁴−1.',
    '6.5.2',
  ),
  clientPush: violation('client-push', 'PROTOCOL_ERROR', 'a client cannot push.', '8.4'),
  pushDisabled: violation(
    'push-disabled',
    'PROTOCOL_ERROR',
    'the client switched push off.',
    '6.6',
  ),
  invalidPromisedStream: violation(
    'invalid-promised-stream',
    'PROTOCOL_ERROR',
    'a server promises streams with even identifiers, each higher than those before.',
    '6.6',
  ),
  windowIncrementZero: violation(
    'window-increment-zero',
    'PROTOCOL_ERROR',
    'a window grows by at least 1 byte.',
    '6.9',
  ),
  windowOverflow: violation(
    'window-overflow',
    'FLOW_CONTROL_ERROR',
    'the window grows past 2³¹−1 bytes.',
    '6.9.1',
  ),
  windowExceeded: violation(
    'window-exceeded',
    'FLOW_CONTROL_ERROR',
    'more data is sent than the receiver allowed.',
    '6.9.1',
  ),
  uppercaseFieldName: violation(
    'uppercase-field-name',
    'PROTOCOL_ERROR',
    'field names are in lower case; this message is malformed.',
    '8.2.1',
  ),
  invalidField: violation(
    'invalid-field',
    'PROTOCOL_ERROR',
    'a field name or value holds a character that it must not; this message is malformed.',
    '8.2.1',
  ),
  connectionField: violation(
    'connection-field',
    'PROTOCOL_ERROR',
    'fields about the connection, such as Connection or Transfer-Encoding, do not exist in HTTP/2.',
    '8.2.2',
  ),
  pseudoFieldUnknown: violation(
    'pseudo-field-unknown',
    'PROTOCOL_ERROR',
    'a pseudo-field does not belong here; this message is malformed.',
    '8.3',
  ),
  pseudoFieldLate: violation(
    'pseudo-field-late',
    'PROTOCOL_ERROR',
    'pseudo-fields come before all others, each once; this message is malformed.',
    '8.3',
  ),
  pseudoFieldMissing: violation(
    'pseudo-field-missing',
    'PROTOCOL_ERROR',
    'a pseudo-field is missing that this message must have.',
    '8.3',
  ),
  trailersWithoutEnd: violation(
    'trailers-without-end',
    'PROTOCOL_ERROR',
    'trailers must end the stream; this message is malformed.',
    '8.1',
  ),
  informationalEnds: violation(
    'informational-ends',
    'PROTOCOL_ERROR',
    'an informational response cannot end the stream.',
    '8.1',
  ),
  connectedStream: violation(
    'frame-on-connected-stream',
    'PROTOCOL_ERROR',
    'on the stream of a tunnel there is DATA, and what manages the stream.',
    '8.5',
  ),
  contentLengthDiffers: violation(
    'content-length-differs',
    'PROTOCOL_ERROR',
    'the data is not as long as content-length says; this message is malformed.',
    '8.1.1',
  ),
  tooManyParts: {
    code: 'http2-too-many-parts',
    text: 'The frame has more parts than the lab shows one by one.',
    source: 'rfc9113 §10.5',
  },
  tooManyStreams: {
    code: 'http2-too-many-streams',
    text: 'More streams are open than the lab follows; this one is shown without its state.',
    source: 'rfc9113 §10.5',
  },
  frameNotKept: {
    code: 'http2-frame-not-kept',
    text: 'The payload is longer than the lab keeps, so it was passed over.',
    source: 'rfc9113 §4.2',
  },
  unfinishedFrame: {
    code: 'http2-unfinished-frame',
    text: 'The frame breaks off before its end.',
    source: 'rfc9113 §4.1',
  },
});
