import type { ChalkInstance } from 'chalk';
import type { Token } from 'js-tokens';
import { hues } from '../../text/hues.ts';

const KEYWORDS = new Set(
  (
    'as async await break case catch class const continue default else export extends finally for ' +
    'from function if import in instanceof interface let new of readonly return static switch this ' +
    'throw try type typeof void while yield'
  ).split(' '),
);

/** Colours TypeScript source for a terminal. Without colour the text stays as it is. */
export async function highlight(source: string, chalk: ChalkInstance): Promise<string> {
  if (chalk.level === 0) return source;
  const { default: jsTokens } = await import('js-tokens');
  return Array.from(jsTokens(source), (token) => paint(token, chalk)).join('');
}

function paint({ type, value }: Token, chalk: ChalkInstance): string {
  switch (type) {
    case 'StringLiteral':
    case 'NoSubstitutionTemplate':
    case 'TemplateHead':
    case 'TemplateMiddle':
    case 'TemplateTail':
    case 'RegularExpressionLiteral':
      return chalk.ansi256(hues.olive)(value);
    case 'SingleLineComment':
    case 'MultiLineComment':
      return chalk.dim(value);
    case 'NumericLiteral':
      return chalk.ansi256(hues.orange)(value);
    case 'IdentifierName':
      if (KEYWORDS.has(value)) return chalk.ansi256(hues.orchid)(value);
      return /^[A-Z]/.test(value) ? chalk.ansi256(hues.teal)(value) : value;
    default:
      return value;
  }
}
