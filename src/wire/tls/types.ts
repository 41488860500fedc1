/** What hellos and EncryptedExtensions say in the clear. */
export interface Hello {
  sni?: string;
  alpn?: readonly string[];
  versions?: readonly string[];
  cipher?: string;
}
