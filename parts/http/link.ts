/**
 * The address that `Link` names for a relation (RFC 8288 §3); `undefined` if it names none.
 *
 * @param relation such as `next`, in lower case
 * @param field the value of the field, several of them joined by commas
 * @param base the address of the answer that it came with
 */
export function linkOf(relation: string, field: string | null, base: string): string | undefined {
  for (const link of parts(field ?? '', ',')) {
    const [target = '', ...parameters] = parts(link, ';').map((part) => part.trim());
    if (!(target.startsWith('<') && target.endsWith('>'))) continue;
    const url = target.slice(1, -1);
    if (relations(parameters).includes(relation) && URL.canParse(url, base)) {
      return new URL(url, base).href;
    }
  }
  return undefined;
}

/** What a link is, by its first `rel`: later ones are ignored (RFC 8288 §3.3). */
function relations(parameters: readonly string[]): readonly string[] {
  const rel = parameters.find((parameter) => /^rel\s*=/i.test(parameter)) ?? '';
  const value = rel.slice(rel.indexOf('=') + 1).trim();
  return value.replace(/^"|"$/g, '').toLowerCase().split(/\s+/);
}

/** Splits at a separator, but not inside of an address or a string. Looks at each character once. */
function parts(text: string, separator: string): readonly string[] {
  const found: string[] = [];
  let begin = 0;
  let within: '' | '<' | '"' = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (within === '"' && character === '\\') at++;
    else if (within === '"') within = character === '"' ? '' : within;
    else if (within === '<') within = character === '>' ? '' : within;
    else if (character === '"' || character === '<') within = character;
    else if (character === separator) {
      found.push(text.slice(begin, at));
      begin = at + 1;
    }
  }
  return [...found, text.slice(begin)];
}
