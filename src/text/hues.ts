/**
 * Colours for text, as numbers of the 256 colours of xterm. Each stands out from a black and from a
 * white background alike, with a contrast of at least 4 (WCAG 2.2, relative luminance), whatever the
 * terminal makes of its first sixteen.
 */
export const hues = {
  teal: 31,
  indigo: 62,
  orange: 130,
  green: 28,
  olive: 64,
  crimson: 161,
  orchid: 133,
} as const;
