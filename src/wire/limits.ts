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
  /** How much a compressed body may unfold to. */
  decodedContent: 4 * 1024 * 1024,
  /** One block of an event stream. */
  event: 256 * 1024,
  /** Lines in one block of an event stream. */
  eventLines: 10_000,
  /** Requests that wait for their response on one connection. */
  pipeline: 1_024,
} as const;
