/** One side of a conversation in some protocol, a question at a time. One instance a connection. */
export interface Speech {
  /** The bytes of the next question; of the first one with all that opens the conversation. */
  question(): Uint8Array;
  /** Takes bytes; true where they complete the answer. Throws where it is not the one expected. */
  answered(bytes: Buffer): boolean;
}
