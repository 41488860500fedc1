/** The field that tells who downloads a file what to call it. */
export type DispositionOf = (name: string) => string;

/**
 * `attachment`, with the name in ASCII for those who know no other, and if that is not the name, once more as it
 * is (RFC 6266 §4.3): in UTF-8 and percent-encoded (RFC 8187 §3.2), so that no name ends the value or the line.
 */
export const attachment: DispositionOf = (name) => {
  // A backslash, and a `%` with two digits behind it, are read differently by different clients (Appendix D).
  const ascii = name.replace(/[^\x20-\x7e]|["%\\]/gu, '_');
  const field = `attachment; filename="${ascii}"`;
  return ascii === name ? field : `${field}; filename*=UTF-8''${encoded(name)}`;
};

/** Percent-encodes all but letters, digits and a few signs. */
const encoded = (name: string) =>
  encodeURIComponent(name.replace(/\p{Cs}/gu, '_')).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
