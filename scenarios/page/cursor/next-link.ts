/**
 * The address of the next page, as `Link` names it (RFC 8288 §3); `undefined` if there is none.
 *
 * @param field the value of the field, several of them joined by commas
 * @param base the address of the page that it came with
 */
export function nextLink(field: string | null, base: string): string | undefined {
  for (const link of parts(field ?? '', ',')) {
    const [target = '', ...parameters] = parts(link, ';').map((part) => part.trim());
    if (!(target.startsWith('<') && target.endsWith('>'))) continue;
    const url = target.slice(1, -1);
    if (relations(parameters).includes('next') && URL.canParse(url, base)) {
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

/**
 * Reads a list to its end. It makes no address of its own but the first: where it goes on, the links say.
 *
 * @throws Error if a page is refused or leads to another server, to which the token must not go.
 */
export async function* followNext(
  first: string,
  get: (url: string) => Promise<Response>,
): AsyncGenerator<readonly unknown[]> {
  const { origin } = new URL(first);
  for (let url: string | undefined = first; url !== undefined; ) {
    const answer = await get(url);
    if (!answer.ok) throw new Error(`${url} was answered ${answer.status}`);
    const page: unknown = await answer.json();
    if (!Array.isArray(page)) throw new Error(`${url} is no page`);
    yield page;
    url = nextLink(answer.headers.get('link'), url);
    if (url !== undefined && new URL(url).origin !== origin) throw new Error(`it leads to ${url}`);
  }
}
