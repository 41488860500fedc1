/**
 * How a field's value is taken apart before it is compared with what is known: `list` at its commas,
 * `scheme` by the authentication scheme it begins with.
 */
export type ValueShape = 'list' | 'scheme';

/** One member of a list: `text/html;q=0.9` of `text/html;q=0.9, application/json`. */
export interface Member {
  /** Spellings under which it may be known, the most exact first, all lower case. */
  readonly spellings: readonly string[];
  /** True if its weight is zero, which turns its meaning round: RFC 9110 §12.4.2. */
  readonly refused: boolean;
  /** True if an argument follows its name: `private="set-cookie"`. */
  readonly hasArgument: boolean;
}

/** Only so much of a value is compared, in characters: nothing well known is longer. */
const comparedLength = 1024;

/** Cuts at every `separator` outside a quoted string. */
function split(value: string, separator: ',' | ';'): readonly string[] {
  const parts: string[] = [];
  let quoted = false;
  let start = 0;
  for (let at = 0; at < value.length; at += 1) {
    const character = value[at];
    if (quoted && character === '\\') at += 1;
    else if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      parts.push(value.slice(start, at).trim());
      start = at + 1;
    }
  }
  parts.push(value.slice(start).trim());
  return parts.filter((part) => part !== '');
}

function before(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at === -1 ? text : text.slice(0, at).trim();
}

const zeroWeight = /^q\s*=\s*0(?:\.0{0,3})?$/;

function member(text: string): Member {
  const [bare = '', ...parameters] = split(text, ';');
  return {
    spellings: [...new Set([text, bare, before(bare, '=')])],
    refused: parameters.some((parameter) => zeroWeight.test(parameter)),
    hasArgument: bare.includes('='),
  };
}

/** The members of a field's value, lower case, in order. A value without commas has one. */
export function readMembers(value: string, shape: ValueShape): readonly Member[] {
  const text = value.slice(0, comparedLength).trim().toLowerCase();
  if (text === '') return [];
  if (shape === 'scheme') {
    return [{ spellings: [before(text, ' ')], refused: false, hasArgument: false }];
  }
  return split(text, ',').map(member);
}
