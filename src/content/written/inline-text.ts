import type { Token, Tokens } from 'marked';
import { withCitations } from '../../knowledge/citation.ts';
import type { ProseSpan } from '../lesson.ts';

/** Inline Markdown as spans; what a lesson cannot hold is named in `refused`. */
export function inlineSpans(
  tokens: readonly Token[] | undefined,
  refused: string[],
): readonly ProseSpan[] {
  const spans = joined((tokens ?? []).flatMap((token) => spansOf(token, undefined, refused)));
  return spans.map((span) =>
    span.style === 'code' ? span : { ...span, text: withCitations(span.text) },
  );
}

function spansOf(
  token: Token,
  style: 'strong' | 'emphasis' | undefined,
  refused: string[],
): readonly ProseSpan[] {
  const styled = (text: string): ProseSpan => (style === undefined ? { text } : { text, style });
  switch (token.type) {
    case 'text':
    case 'escape':
      return [styled(unbroken(token.text))];
    case 'codespan':
      return [{ text: token.text, style: 'code' }];
    case 'strong':
    case 'em': {
      const { type, tokens } = token as Tokens.Strong | Tokens.Em;
      if (style !== undefined) refused.push('emphasis within emphasis');
      return tokens.flatMap((inner) => spansOf(inner, type === 'em' ? 'emphasis' : type, refused));
    }
    default:
      refused.push(token.type === 'br' ? 'a forced line break' : `${token.type} in a text`);
      return [];
  }
}

function unbroken(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

/** Neighbours of the same style are one span. */
function joined(spans: readonly ProseSpan[]): readonly ProseSpan[] {
  const whole: ProseSpan[] = [];
  for (const span of spans) {
    const last = whole.at(-1);
    if (last !== undefined && last.style === span.style && span.style !== 'code') {
      whole[whole.length - 1] = { ...last, text: last.text + span.text };
    } else whole.push(span);
  }
  return whole;
}
