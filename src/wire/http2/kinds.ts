/** Every kind of node of the `http2` layer. Leaves tile the message. */
export const http2Kinds = {
  leaves: {
    'http2.preface': 'the 24 bytes with which a client opens',
    'http2.length': 'the length of the payload',
    'http2.type': 'the type of the frame',
    'http2.flags': 'the flags',
    'http2.stream': 'the reserved bit and the stream identifier',
    'http2.pad-length': 'the length of the padding',
    'http2.dependency': 'the exclusive bit and the stream that is depended on',
    'http2.weight': 'the weight of a dependency, less one',
    'http2.field-block': 'a header block, or a fragment of one',
    'http2.data': 'application data',
    'http2.padding': 'padding',
    'http2.setting-id': 'which setting',
    'http2.setting-value': 'its value',
    'http2.error-code': 'why a stream or connection ends',
    'http2.last-stream': 'the last stream that may be processed',
    'http2.debug': 'additional debug data',
    'http2.promised-stream': 'the reserved bit and the stream that is reserved',
    'http2.opaque': 'the bytes that an answer repeats',
    'http2.increment': 'by how much a window grows',
    'http2.payload': 'the payload of a frame of another type',
    'http2.unread': 'bytes that could not be read, or were too many to keep',
    'http2.violation': 'nothing: stands for a rule that the frame as a whole breaks',
  },
  further: {
    'http2.upgrade-settings': 'the settings in a request of HTTP/1.1 that upgrades the connection',
  },
  parents: {
    'http2.setting': 'one setting',
  },
} as const;

/** The kind of a node that holds no others. */
export type LeafKind = keyof typeof http2Kinds.leaves;
