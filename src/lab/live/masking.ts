import type { TranscriptEvent } from '../record/transcript.ts';

/** Fields whose whole value is a secret, behind a scheme if it names one. */
const SECRET_FIELDS =
  /^(?:(?:proxy-)?authorization|x-(?:api-key|auth-token|access-token|amz-security-token)|api-?key|dpop|signature|[\w-]*-signature(?:-\d+)?)$/i;
const COOKIES = /^(?:set-)?cookie$/i;
/** Names of secrets in queries, forms and JSON. */
const SECRET_NAMES =
  '(?:access_?token|refresh_?token|id_?token|auth_?token|token|api_?key|client_?secret|secret|password|passwd|sig|signature|x-amz-signature)';
const NAME = new RegExp(`^${SECRET_NAMES}$`, 'i');
const IN_QUERY = new RegExp(`(?<=[?&])${SECRET_NAMES}=[^&#\\s]+`, 'gi');
const IN_FORM = new RegExp(`(?<=^|&)${SECRET_NAMES}=[^&\\s]+`, 'gi');
const IN_JSON = new RegExp(`"${SECRET_NAMES}"\\s*:\\s*"(?:[^"\\\\]|\\\\.)+"`, 'gi');

/** What is to be read in place of what was written, of the same length in bytes. */
type Masks = Map<string, string>;

/**
 * An event without its credentials: fields that carry them, tokens and passwords in queries, forms and JSON. Each
 * of their bytes is a `*`, so that every range stays true. An event without any is given back as it is.
 */
export function masked(event: TranscriptEvent): TranscriptEvent {
  if (event.type !== 'message' && event.type !== 'crossing') return event;
  const masks: Masks = new Map();
  const ranges: [start: number, end: number][] = [];
  find(event.type === 'message' ? event.message : event.head, masks, ranges);
  for (const line of headLines(event)) findInLine(line, masks);
  if (masks.size === 0) return event;
  const start = event.type === 'message' ? event.message.start : event.start;
  const { bytes, ...rest } = event;
  const told = replaced(rest, masks) as typeof event;
  if (bytes === undefined) return told;
  const isPacked = event.type === 'message' && event.message.kind === 'http2-frame';
  return { ...told, bytes: maskedBytes(bytes, masks, isPacked ? ranges : [], start) };
}

/** What may be a part of a head that no message has told yet. */
function headLines(event: Extract<TranscriptEvent, { type: 'message' | 'crossing' }>): string[] {
  if (event.type === 'crossing') return latin1(event.bytes ?? '').split('\r\n');
  const { message } = event;
  const isTunnelled = message.kind === 'http2-frame' && message.tunnel !== undefined;
  return isTunnelled ? (message.text ?? '').split('\r\n') : [];
}

/** Collects what is secret in a message and in all that it is made of. */
function find(value: unknown, masks: Masks, ranges: [number, number][]): void {
  if (typeof value === 'string') findInText(value, masks);
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) find(each, masks, ranges);
    return;
  }
  if ('name' in value && 'value' in value) {
    const { name, value: text } = value;
    if (typeof name === 'string' && typeof text === 'string') {
      const before = masks.size;
      const isSecret = findField(name, text, masks);
      findInText(text, masks);
      const isTold =
        isSecret || masks.size > before || [...masks.keys()].some((each) => text.includes(each));
      if (isTold && 'start' in value && 'end' in value) {
        ranges.push([Number(value.start), Number(value.end)]);
      }
    }
  }
  for (const each of Object.values(value)) find(each, masks, ranges);
}

function findInText(text: string, masks: Masks): void {
  if (text.length < 5) return;
  for (const pattern of [IN_QUERY, IN_FORM]) {
    for (const [found] of text.matchAll(pattern)) {
      masks.set(found, keeping(found, found.indexOf('=') + 1));
    }
  }
  for (const [found] of text.matchAll(IN_JSON)) {
    const from = found.indexOf('"', found.indexOf(':')) + 1;
    masks.set(found, `${keeping(found.slice(0, -1), from)}"`);
  }
}

function findInLine(line: string, masks: Masks): void {
  const [, name, value] = /^([\w-]+):[ \t]*(.+)$/.exec(line) ?? [];
  if (name !== undefined && value !== undefined) findField(name, value.trimEnd(), masks);
  findInText(line, masks);
}

/** @returns whether the field holds a secret */
function findField(name: string, value: string, masks: Masks): boolean {
  if (value === '') return false;
  if (COOKIES.test(name)) {
    const isSet = /^set-/i.test(name);
    let seen = 0;
    const mask = value.replace(
      /(?<=^|;\s*)([^=;]+=)([^;]*)/g,
      (pair, key: string, secret: string) => (isSet && seen++ > 0 ? pair : key + stars(secret)),
    );
    masks.set(value, mask);
    return true;
  }
  if (!SECRET_FIELDS.test(name)) return false;
  const [scheme = ''] = /^[A-Za-z][\w-]*\s+(?=\S)/.exec(value) ?? [];
  masks.set(value, keeping(value, scheme.length));
  return true;
}

const keeping = (text: string, from: number) => text.slice(0, from) + stars(text.slice(from));
const stars = (text: string) => '*'.repeat(Buffer.byteLength(text));
const latin1 = (base64: string) => Buffer.from(base64, 'base64').toString('latin1');

/** The same with the masks in place of what they stand for, in every string; `isSecret` within a member that is called so. */
function replaced(value: unknown, masks: Masks, isSecret = false): unknown {
  if (typeof value === 'string') {
    let text = value;
    for (const [secret, mask] of masks) text = text.replaceAll(secret, () => mask);
    return text;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => replaced(each, masks, isSecret));
  const isMember = 'name' in value && typeof value.name === 'string' && NAME.test(value.name);
  const isString = 'kind' in value && value.kind === 'json.string';
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const isItself =
        key === 'value' && typeof each === 'string' && (isMember || (isSecret && isString));
      return [key, isItself ? stars(each) : replaced(each, masks, isSecret || isMember)];
    }),
  );
}

/** Bytes with their secrets masked. Fields that HPACK has packed are masked whole: they lie in these ranges. */
function maskedBytes(
  base64: string,
  masks: Masks,
  packed: readonly (readonly [number, number])[],
  start: number,
): string {
  const bytes = Buffer.from(base64, 'base64');
  for (const [secret, mask] of masks) {
    const wanted = Buffer.from(secret);
    for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) {
      bytes.write(mask, at);
    }
  }
  for (const [from, to] of packed) {
    bytes.fill('*', Math.max(0, from - start), Math.max(0, to - start));
  }
  return bytes.toString('base64');
}
