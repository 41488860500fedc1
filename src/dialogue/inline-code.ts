import { type Role, type Row, span } from '../text/spans.ts';

/** Of a look, what decides how code is set off. */
interface Colours {
  readonly colour: boolean;
  readonly plain: boolean;
}

/** Code within a text: in colour; if there is none, or words are wanted in its place, in backticks. */
export function codeSpan(code: string, { colour, plain }: Colours) {
  return colour && !plain ? span(code, 'request') : span(`\`${code}\``);
}

/** A text in which code stands in backticks. */
export function inlineCode(text: string, look: Colours, role: Role = 'plain'): Row {
  // Every second part stood in backticks.
  return text
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? codeSpan(part, look) : span(part, role)))
    .filter((part) => part.text !== '');
}
