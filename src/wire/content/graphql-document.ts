import { type Token, tokensOf } from './graphql-token.ts';

/** An operation of a GraphQL document. */
export interface Operation {
  readonly type: 'query' | 'mutation' | 'subscription';
  /** Absent if the operation is anonymous. */
  readonly name?: string;
}

const opening = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);
const closing = new Set(opening.values());

/**
 * The operations of an executable document (GraphQL, September 2025 §2.3), in order. Nothing where
 * the text does not read as one: if a token is unknown, brackets do not pair, or no operation is
 * there. This tells GraphQL from other text; it does not validate it.
 */
export function operationsIn(text: string): readonly Operation[] | undefined {
  const tokens = tokensOf(text);
  const operations: Operation[] = [];
  for (const first of tokens) {
    let start: Token | undefined = first;
    // A description may stand before a definition.
    if (start?.kind === 'string') start = next(tokens);
    const definition = start === undefined ? undefined : readDefinition(start, tokens);
    if (definition === undefined) return undefined;
    if (definition !== 'fragment') operations.push(definition);
  }
  return operations.length > 0 ? operations : undefined;
}

type Tokens = Iterator<Token | undefined, void>;

function next(tokens: Tokens): Token | undefined {
  return tokens.next().value ?? undefined;
}

/** Reads one definition, the selection set included. */
function readDefinition(first: Token, tokens: Tokens): Operation | 'fragment' | undefined {
  if (isMark(first, '{')) return passSelection(tokens) ? { type: 'query' } : undefined;
  if (first.kind !== 'name') return undefined;
  let token = next(tokens);
  const name = token?.kind === 'name' ? token.text : undefined;
  if (name !== undefined) token = next(tokens);
  if (first.text === 'fragment') {
    if (name === undefined || name === 'on') return undefined;
    if (token?.kind !== 'name' || token.text !== 'on') return undefined;
    if (next(tokens)?.kind !== 'name') return undefined;
    return passHead(next(tokens), tokens) ? 'fragment' : undefined;
  }
  const type = operationType(first.text);
  if (type === undefined || !passHead(token, tokens)) return undefined;
  return name === undefined ? { type } : { type, name };
}

function operationType(keyword: string): Operation['type'] | undefined {
  if (keyword === 'query' || keyword === 'mutation' || keyword === 'subscription') return keyword;
  return undefined;
}

/** Passes variable definitions, directives and the selection set that ends the definition. */
function passHead(first: Token | undefined, tokens: Tokens): boolean {
  let token = first;
  while (token !== undefined && !isMark(token, '{')) {
    if (isMark(token, '(')) {
      if (!passBrackets(')', tokens)) return false;
    } else if (!isMark(token, '@') || next(tokens)?.kind !== 'name') {
      return false;
    }
    token = next(tokens);
  }
  return token !== undefined && passSelection(tokens);
}

/** Passes a selection set, its opening brace read already. It may be empty since the September 2026 edition. */
function passSelection(tokens: Tokens): boolean {
  const first = next(tokens);
  if (first === undefined) return false;
  if (isMark(first, '}')) return true;
  if (first.kind !== 'name' && !isMark(first, '...')) return false;
  return passBrackets('}', tokens);
}

/** Passes everything up to the bracket that closes the one read already. */
function passBrackets(close: string, tokens: Tokens): boolean {
  const open = [close];
  while (open.length > 0) {
    const token = next(tokens);
    if (token === undefined) return false;
    if (token.kind !== 'punctuator') continue;
    const closes = opening.get(token.text);
    if (closes !== undefined) open.push(closes);
    else if (closing.has(token.text) && open.pop() !== token.text) return false;
  }
  return true;
}

function isMark(token: Token, text: string): boolean {
  return token.kind === 'punctuator' && token.text === text;
}
