/** The caps that keep a dissector's memory bounded on hostile input. All in bytes unless said. */
export const limits = {
  /** One start line or field line; what is longer is `malformed`. */
  line: 64 * 1024,
  /** A whole header or trailer section. */
  section: 256 * 1024,
  /** Field lines in one section. */
  fields: 1_000,
  /** Chunks of one message that get nodes of their own; the rest make one node. Not bytes. */
  chunks: 4_096,
  /** How much of a body is kept to be decoded and shown. */
  content: 1024 * 1024,
  /** Parts of one multipart content that get nodes of their own, and field lines of one part. Not bytes. */
  parts: 1_000,
  /** How much a compressed body may unfold to. */
  decodedContent: 4 * 1024 * 1024,
  /** One block of an event stream. */
  event: 256 * 1024,
  /** Lines in one block of an event stream. */
  eventLines: 10_000,
  /** Requests that wait for their response on one connection. */
  pipeline: 1_024,
  /** Tunnels in each other that are read; what is behind more is bytes. Not bytes. */
  tunnels: 4,
  /** Streams of one connection of HTTP/2 that are tunnels and read at a time. Not bytes. */
  tunnelStreams: 64,
  /** How much of one WebSocket message is kept to be read, as it was sent; what it inflates to: `decodedContent`. */
  webSocketMessage: 1024 * 1024,
  /** One handshake message of TLS; what is longer is passed over. */
  tlsHandshake: 256 * 1024,
  /** Encrypted records of one connection that wait for their secret, both directions together. */
  tlsHeld: 1024 * 1024,
  /** What was decrypted of one direction and waits for the end of its message. */
  tlsPlaintext: 16 * 1024 * 1024,
  /** How much of a dynamic table of HPACK is kept, whatever the peers agreed on. */
  hpackTable: 256 * 1024,
  /** A header block, its fragments put together. What it unfolds to is kept up to `section`. */
  headerBlock: 256 * 1024,
  /** Frames that one header block may span. Not bytes. */
  headerFrames: 128,
  /** The payload of one frame of HTTP/2 that is kept; what is longer is passed over, unless the peers agreed on more. */
  frame: 1024 * 1024,
  /** The same if the receiver allows it with SETTINGS_MAX_FRAME_SIZE: as long as frames can be. */
  agreedFrame: 16 * 1024 * 1024,
  /** Parts of one frame that get nodes of their own: settings, gRPC messages. Not bytes. */
  frameParts: 1_000,
  /** Streams of one connection whose state is followed. Not bytes. */
  streams: 4_096,
  /** Closed streams of one connection that are remembered. Not bytes. */
  closedStreams: 1_024,
  /** Pieces of one part that framing cuts up. Not bytes. */
  pieces: 4_096,
  /** All unfinished bodies of one connection of HTTP/2 together that are kept to be read. */
  http2Bodies: 16 * 1024 * 1024,
  /** One gRPC message; what is longer is counted and not read. */
  grpcMessage: 4 * 1024 * 1024,
  /** All unfinished gRPC messages of one connection together. */
  grpcPending: 16 * 1024 * 1024,
  /** How deep values of RESP are read into each other. Not bytes. */
  respDepth: 32,
  /** How much text of one value of RESP is kept, in UTF-16 units. */
  respValue: 64 * 1024,
  /** Commands of RESP that wait for their replies on one connection; with more, replies are no longer paired. Not bytes. */
  respPipeline: 10_000,
  /** Fields of one Protobuf message, nested ones included, that get nodes of their own. Not bytes. */
  protobufFields: 5_000,
  /** How deep Protobuf messages are read into each other, as deep as common parsers go. Not bytes. */
  protobufDepth: 100,
} as const;
