/** Methods that need no preflight (Fetch Standard, CORS-safelisted method). */
const SAFELISTED_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);

/** Fields that every script may read across origins (Fetch Standard, CORS-safelisted response-header name). */
const SAFELISTED_RESPONSE: readonly string[] = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
];

/** Fields that no script may set (Fetch Standard, forbidden request-header). */
const FORBIDDEN: ReadonlySet<string> = new Set([
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);

/** Fields that `*` in `Access-Control-Allow-Headers` does not cover (Fetch Standard, CORS non-wildcard request-header name). */
const NON_WILDCARD: ReadonlySet<string> = new Set(['authorization']);

const SIMPLE_TYPES: ReadonlySet<string> = new Set([
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
]);

/** A field that a script set. */
export interface ScriptField {
  readonly name: string;
  readonly value: string;
}

/** Whether a script's field is left out without a word. */
export function isForbidden(name: string): boolean {
  const lower = name.toLowerCase();
  return FORBIDDEN.has(lower) || lower.startsWith('proxy-') || lower.startsWith('sec-');
}

/** Whether a method needs no preflight. */
export function isSafelistedMethod(method: string): boolean {
  return SAFELISTED_METHODS.has(method);
}

/** Whether a field needs no preflight (Fetch Standard, CORS-safelisted request-header). */
export function isSafelistedField({ name, value }: ScriptField): boolean {
  if (value.length > 128) return false;
  switch (name.toLowerCase()) {
    case 'accept':
      return !hasUnsafeByte(value);
    case 'accept-language':
    case 'content-language':
      return /^[0-9A-Za-z *,\-.;=]*$/.test(value);
    case 'content-type': {
      const essence = (value.split(';')[0] ?? '').trim().toLowerCase();
      return !hasUnsafeByte(value) && SIMPLE_TYPES.has(essence);
    }
    case 'range':
      return /^bytes=\d+-\d*$/.test(value);
    default:
      return false;
  }
}

/** A control character other than a tab, or one of `"():<>?@[\]{}`. */
function hasUnsafeByte(value: string): boolean {
  return [...value].some((char) => {
    const code = char.charCodeAt(0);
    return (code < 0x20 && code !== 0x09) || code === 0x7f || '"():<>?@[\\]{}'.includes(char);
  });
}

/** The names that a preflight asks for, lower case and sorted: each field that is not safelisted, or all if they are too long together. */
export function unsafeNames(fields: readonly ScriptField[]): readonly string[] {
  const safe = fields.filter(isSafelistedField);
  const unsafe = fields.filter((field) => !isSafelistedField(field));
  const isTooLong = safe.reduce((length, { value }) => length + value.length, 0) > 1024;
  const named = [...unsafe, ...(isTooLong ? safe : [])].map(({ name }) => name.toLowerCase());
  return [...new Set(named)].sort();
}

export function isNonWildcard(name: string): boolean {
  return NON_WILDCARD.has(name);
}

/** Why an answer may not be read across origins; undefined if it may (Fetch Standard, CORS check). */
export function corsFailure(
  origin: string,
  withCredentials: boolean,
  headers: Headers,
): { readonly about: 'origin' | 'credentials'; readonly text: string } | undefined {
  const allowed = headers.get('access-control-allow-origin');
  if (allowed === null) {
    return { about: 'origin', text: 'the answer has no Access-Control-Allow-Origin' };
  }
  if (allowed === '*' && !withCredentials) return undefined;
  if (allowed === '*') {
    const text = 'Access-Control-Allow-Origin is *, which is not enough for credentials';
    return { about: 'origin', text };
  }
  if (allowed !== origin) {
    return { about: 'origin', text: `Access-Control-Allow-Origin is ${allowed}, not ${origin}` };
  }
  if (!withCredentials || headers.get('access-control-allow-credentials') === 'true') return;
  return { about: 'credentials', text: 'Access-Control-Allow-Credentials is not true' };
}

/** The members of a list of names. */
export function namesIn(headers: Headers, field: string): readonly string[] {
  const value = headers.get(field) ?? '';
  return value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** What a script may read of an answer's fields. */
export function readableFields(
  headers: Headers,
  how: 'basic' | 'cors',
  withCredentials: boolean,
): Headers {
  const exposed = namesIn(headers, 'access-control-expose-headers').map((n) => n.toLowerCase());
  const all = how === 'basic' || (exposed.includes('*') && !withCredentials);
  const readable = new Headers();
  headers.forEach((value, name) => {
    if (name === 'set-cookie' || name === 'set-cookie2') return;
    if (all || SAFELISTED_RESPONSE.includes(name) || exposed.includes(name)) {
      readable.append(name, value);
    }
  });
  return readable;
}
