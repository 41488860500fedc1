import type { MessageEvent } from '../../lab/record/transcript.ts';
import { shellQuoted as quoted, shellWord } from '../../text/shell-word.ts';
import type { Field, HttpRequest } from '../../wire/types.ts';
import { carriedBy } from '../story/carried.ts';

/** A longer body makes no command that anybody pastes, in bytes. */
const MOST_BODY = 32 * 1024;

/** Fields that curl writes itself, from the address or from the body. */
const written: ReadonlySet<string> = new Set(['host', 'content-length']);
/** Fields that curl adds; where the request had none, curl is told to leave them out. */
const added = ['user-agent', 'accept'];

/**
 * The command for a POSIX shell that sends an HTTP/1.1 request again, as its client sent it, to where its Host
 * field leads. Nothing for what curl cannot send: a tunnel, a target without a host, a body that is not known or
 * too long.
 */
export function curlOf(event: MessageEvent): string | undefined {
  const { message } = event;
  if (message.kind !== 'http-request' || !message.version.startsWith('HTTP/1.')) return undefined;
  const address = addressOf(message, message.inside === undefined ? 'http' : 'https');
  const body = bodyOf(event);
  if (address === undefined || body === undefined || message.method === 'CONNECT') return undefined;
  const words = [
    'curl -i',
    ...methodWords(message.method, body.hasBody),
    ...(message.version === 'HTTP/1.0' ? ['--http1.0'] : []),
    ...address,
    ...fieldWords(message.fields, body.hasBody),
    ...body.words,
  ];
  return `${body.before}${words.join(' ')}`;
}

function methodWords(method: string, hasBody: boolean): readonly string[] {
  if (method === 'HEAD') return hasBody ? ['-X HEAD'] : ['--head'];
  return method === (hasBody ? 'POST' : 'GET') ? [] : [`-X ${shellWord(method)}`];
}

/** The address as words; curl would fold the dots of a path, and read brackets and braces as patterns. */
function addressOf({ target, fields }: HttpRequest, scheme: string): readonly string[] | undefined {
  const given = fields.filter(({ name }) => name.toLowerCase() === 'host');
  const host = given[0]?.value.trim();
  if (!host || given.length > 1 || !/^[\w.:[\]-]+$/.test(host)) return undefined;
  const origin = `${scheme}://${host}`;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) {
    return [shellWord(origin), `--request-target ${quoted(target)}`];
  }
  if (!target.startsWith('/')) return [shellWord(origin), `--request-target ${quoted(target)}`];
  const flags = [
    ...(/\/\.{1,2}(?:[/?]|$)/.test(target) ? ['--path-as-is'] : []),
    ...(/[[\]{}]/.test(target) || host.includes('[') ? ['--globoff'] : []),
  ];
  const isPlain = !/[\s#\\]|[^\x21-\x7e]/.test(target);
  if (isPlain) return [...flags, quoted(`${origin}${target}`)];
  return [shellWord(origin), `--request-target ${quoted(target)}`];
}

function fieldWords(fields: readonly Field[], hasBody: boolean): readonly string[] {
  const names = new Set(fields.map(({ name }) => name.toLowerCase()));
  const unwanted = [...added, ...(hasBody ? ['content-type'] : [])];
  return [
    ...fields.filter(isSent).map(({ name, value }) => {
      // An empty field is written with a semicolon (curl, -H).
      const text = value.trim() === '' ? `${name};` : `${name}: ${value}`;
      return `-H ${quoted(text)}`;
    }),
    ...unwanted.filter((name) => !names.has(name)).map((name) => `-H ${quoted(`${name}:`)}`),
  ];
}

/** What says how the connection goes on is curl's own, unless the request wants another protocol. */
function isSent({ name, value }: Field): boolean {
  const field = name.toLowerCase();
  if (field === 'connection') return /upgrade/i.test(value);
  return !written.has(field);
}

interface BodyWords {
  readonly hasBody: boolean;
  /** What stands in front of the command. */
  readonly before: string;
  readonly words: readonly string[];
}

function bodyOf(event: MessageEvent): BodyWords | undefined {
  // What the client sent is sent again, however much of it arrived.
  const { bytes, byteLength, complete } = carriedBy({ ...event, delivery: 'whole' });
  if (byteLength === 0) return { hasBody: false, before: '', words: [] };
  if (!complete || byteLength > MOST_BODY) return undefined;
  const text = textOf(bytes);
  if (text !== undefined) {
    return { hasBody: true, before: '', words: [`--data-raw ${quoted(text)}`] };
  }
  const base64 = Buffer.from(bytes).toString('base64');
  return {
    hasBody: true,
    before: `printf %s ${base64} | base64 -d | `,
    words: ['--data-binary @-'],
  };
}

/** The text of a body if it can be pasted as it is: UTF-8 without anything that a terminal acts on. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return /[^\P{C}\n]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
