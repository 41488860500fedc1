/** A token of GraphQL, September 2025 §2.1. A string's text is left out: it is only skipped. */
export type Token =
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'punctuator'; readonly text: string }
  | { readonly kind: 'string' | 'number' };

const ignored = /[\t\n\r ,\uFEFF]+|#[^\n\r]*/y;
const name = /[A-Za-z_][A-Za-z0-9_]*/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![0-9A-Za-z_.])/y;
const punctuator = /\.\.\.|[!$&():=@[\]{|}]/y;

/**
 * The tokens of a text, comments and white space left out. Ends with `undefined` in place of a
 * token if the text stops being GraphQL.
 */
export function* tokensOf(text: string): Generator<Token | undefined, void> {
  let at = 0;
  while (at < text.length) {
    const skipped = match(ignored, text, at);
    if (skipped !== undefined) {
      at += skipped.length;
      continue;
    }
    if (text[at] === '"') {
      const end = stringEnd(text, at);
      if (end === undefined) return yield undefined;
      at = end;
      yield { kind: 'string' };
      continue;
    }
    const found = tokenAt(text, at);
    if (found === undefined) return yield undefined;
    at += found.length;
    yield found.token;
  }
}

function tokenAt(text: string, at: number): { token: Token; length: number } | undefined {
  const word = match(name, text, at);
  if (word !== undefined) return { token: { kind: 'name', text: word }, length: word.length };
  const mark = match(punctuator, text, at);
  if (mark !== undefined) return { token: { kind: 'punctuator', text: mark }, length: mark.length };
  const digits = match(number, text, at);
  return digits === undefined ? undefined : { token: { kind: 'number' }, length: digits.length };
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Where the string that begins at `start` ends; nothing where it does not. */
function stringEnd(text: string, start: number): number | undefined {
  if (text.startsWith('"""', start)) return blockStringEnd(text, start + 3);
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '"') return at + 1;
    if (character === '\n' || character === '\r') return undefined;
    if (character === '\\') at++;
  }
  return undefined;
}

function blockStringEnd(text: string, from: number): number | undefined {
  let end = text.indexOf('"""', from);
  // \""" is the one escape of a block string.
  while (end > from && text[end - 1] === '\\') end = text.indexOf('"""', end + 3);
  return end === -1 ? undefined : end + 3;
}
