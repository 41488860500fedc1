/**
 * Every kind of node the HTTP/1.1 dissector makes, and what it covers. The first group are leaves
 * of the first layer; `parents` have children that tile them.
 *
 * A head reads, in order: `empty-lines`?, the start line's parts, `field`*, `section-end`. A body is
 * one `body`, or in chunked coding a run of `chunk-size`, `chunk-extension`*, `line-end`, `chunk`,
 * `chunk-end`, closed by `last-chunk`, `line-end`, `trailer`*, `section-end`.
 */
export const http1Kinds = {
  leaves: {
    'http1.empty-lines': 'line ends before the start line',
    'http1.method': 'the request method',
    'http1.target': 'the request target',
    'http1.version': 'the protocol version, such as HTTP/1.1',
    'http1.status': 'the status code',
    'http1.reason': 'the reason phrase',
    'http1.space': 'what separates the parts of a start line',
    'http1.line-end': 'CR LF',
    'http1.field-name': 'the name of a field',
    'http1.colon': 'the colon behind a field name',
    'http1.whitespace': 'optional whitespace',
    'http1.field-value': 'the value of a field, or one line of it where it is folded',
    'http1.fold': 'the whitespace that continues a field value on the next line',
    'http1.stray-line': 'a line among the fields that is no field, with its line end',
    'http1.section-end': 'the empty line that ends a header or trailer section',
    'http1.body': 'the body, or a part of it where events are shown one by one',
    'http1.chunk-size': 'the size of a chunk in hexadecimal digits',
    'http1.semicolon': 'what opens a chunk extension, whitespace included',
    'http1.chunk-extension-name': 'the name of a chunk extension',
    'http1.equals': 'the equals sign of a chunk extension',
    'http1.chunk-extension-value': 'the value of a chunk extension',
    'http1.chunk': 'the data of a chunk, or a part of it where events are shown one by one',
    'http1.chunk-end': 'the line end behind the data of a chunk',
    'http1.last-chunk': 'the size 0 that says no more data follows',
    'http1.more-chunks': 'further chunks, data and framing together, past the cap on nodes',
    'http1.unfinished-line': 'a line whose end never came',
    'http1.cut': 'nothing: the place where a message breaks off',
    'http1.unread': 'bytes that could not be read',
  },
  parents: {
    'http1.field': 'a field line of the header section',
    'http1.trailer': 'a field line of the trailer section',
    'http1.chunk-extension': 'one chunk extension',
  },
} as const;

/** The kind of a node that holds no others. */
export type LeafKind = keyof typeof http1Kinds.leaves;
