import { isForbidden, isSafelistedField, isSafelistedMethod, type ScriptField } from './cors.ts';
import type { ScriptInit } from './types.ts';

/** What a script asked for, once what it may not ask for is gone. */
export interface ScriptRequest {
  readonly method: string;
  readonly fields: readonly ScriptField[];
  readonly body: Uint8Array | undefined;
  readonly mode: NonNullable<ScriptInit['mode']>;
  readonly credentials: NonNullable<ScriptInit['credentials']>;
  readonly redirect: NonNullable<ScriptInit['redirect']>;
  readonly signal: AbortSignal | undefined;
}

/** Methods that are written in capitals whatever a script wrote (Fetch Standard, normalize a method); PATCH is none of them. */
const NORMALISED: ReadonlySet<string> = new Set([
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'POST',
  'PUT',
]);
const FORBIDDEN_METHODS: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK']);

/**
 * Reads what a script says to `fetch` (Fetch Standard, Request class).
 *
 * @throws TypeError for a method that no script may use.
 */
export function readScriptRequest(init: ScriptInit): ScriptRequest {
  const { mode = 'cors', credentials = 'same-origin', redirect = 'follow', signal } = init;
  const method = methodOf(init.method ?? 'GET');
  if (mode === 'no-cors' && !isSafelistedMethod(method)) {
    throw new TypeError(`'${method}' is unsupported in no-cors mode.`);
  }
  const { body, type } = bodyOf(init.body);
  if (body !== undefined && (method === 'GET' || method === 'HEAD')) {
    throw new TypeError('Request with GET/HEAD method cannot have body.');
  }
  const set = Object.entries(init.headers ?? {}).map(([name, value]) => ({ name, value }));
  const isTyped = set.some(({ name }) => name.toLowerCase() === 'content-type');
  const all = type === undefined || isTyped ? set : [...set, { name: 'Content-Type', value: type }];
  const allowed = all.filter(({ name }) => !isForbidden(name));
  const fields = mode === 'no-cors' ? allowed.filter(isSafelistedField) : allowed;
  return { method, fields, body, mode, credentials, redirect, signal };
}

function methodOf(method: string): string {
  const capitals = method.toUpperCase();
  if (FORBIDDEN_METHODS.has(capitals))
    throw new TypeError(`'${method}' HTTP method is unsupported.`);
  return NORMALISED.has(capitals) ? capitals : method;
}

function bodyOf(body: ScriptInit['body']): {
  readonly body: Uint8Array | undefined;
  readonly type?: string;
} {
  if (body === undefined) return { body };
  if (typeof body === 'string') {
    return { body: Buffer.from(body), type: 'text/plain;charset=UTF-8' };
  }
  if (body instanceof Uint8Array) return { body };
  const type = 'application/x-www-form-urlencoded;charset=UTF-8';
  return { body: Buffer.from(body.toString()), type };
}
