/** What hellos and EncryptedExtensions say in the clear. */
export interface Hello {
  sni?: string;
  alpn?: readonly string[];
  versions?: readonly string[];
  cipher?: string;
}

/** What else of a hello the keys hang on. */
export interface KeyParts {
  /** Of a hello: 64 hexadecimal digits. */
  random?: string;
  /** True if the client sends application data at once, or the server takes it (RFC 9846 §4.3.10). */
  earlyData?: boolean;
}
