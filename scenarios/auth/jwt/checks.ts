import { verify } from 'node:crypto';
import { fieldOf, type HttpResponse, type Seen } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import { parseJson } from 'apilab/parts/http/json';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { Signing } from './lab-key.ts';

type Answer = Seen<HttpResponse> | undefined;

/** What somebody got: `200 · the orders of ada`, `401 · invalid_token`. */
export function got(answer: Answer): string {
  const { user } = Object(parseJson(answer?.content.text ?? ''));
  const error = /error="(\w+)"/.exec(challengeOf(answer))?.[1];
  const told = typeof user === 'string' ? `the orders of ${user}` : (error ?? 'no reason');
  return listed(String(answer?.status), told);
}

/** The challenge of an answer, as it was sent. */
export const challengeOf = (answer: Answer): string =>
  (answer && fieldOf(answer, 'www-authenticate')) ?? 'no challenge';

/** What a token's payload says beside who it is for, who issued it and when. */
export function addedTo(token: string): string {
  const known = ['iss', 'aud', 'sub', 'client_id', 'iat', 'exp', 'jti'];
  const others = Object.keys(decodeJwt(token)).filter((name) => !known.includes(name));
  return others.length === 0 ? 'nothing' : others.join(' and ');
}

/** A token in its three parts, with the signature computed again from what stands before it. */
export function partsOf(token: string, { algorithm, verify: key }: Signing) {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const signed = Buffer.from(`${header}.${payload}`);
  const given = Buffer.from(signature, 'base64url');
  const fits = algorithm === 'RS256' && verify('sha256', signed, key, given);
  const { sub, exp, iat, aud } = decodeJwt(token);
  return [
    ['header', `${header.length}`, JSON.stringify(decodeProtectedHeader(token))],
    ['payload', `${payload.length}`, `sub ${sub}, aud ${aud}, ${Number(exp) - Number(iat)} s`],
    ['signature', `${signature.length}`, fits ? 'RS256 of both: computed again, fits' : algorithm],
  ];
}
