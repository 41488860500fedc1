import { createHmac, type KeyObject } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';

/** Words that people sign with, as lists on the web have them by the million. */
export const WORDS = [
  'secret',
  'password',
  'changeme',
  'jwt-secret',
  'your-secret-key',
  'shop2026',
];

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

const hs256 = (signed: string, key: string) =>
  createHmac('sha256', key).update(signed).digest('base64url');

/** The same token with another name in it, and the signature that it had. */
export function renamed(token: string, sub: string): string {
  const [header, , signature] = token.split('.');
  return [header, encode({ ...decodeJwt(token), sub }), signature].join('.');
}

/** A token with another name that claims to need no signature, and has none. */
export const unsigned = (token: string, sub: string): string =>
  `${encode({ ...decodeProtectedHeader(token), alg: 'none' })}.${encode({ ...decodeJwt(token), sub })}.`;

/** A token with another name, signed by HS256 with a text that the forger knows. */
export function signedWith(key: string, token: string, sub: string): string {
  const header = encode({ ...decodeProtectedHeader(token), alg: 'HS256' });
  const signed = `${header}.${encode({ ...decodeJwt(token), sub })}`;
  return `${signed}.${hs256(signed, key)}`;
}

/** What a public key is published as. */
export const pemOf = (key: KeyObject): string =>
  key.type === 'public'
    ? String(key.export({ type: 'spki', format: 'pem' }))
    : 'no key is published';

/** The word that a token was signed with, found without asking anybody; `undefined` if it is none of them. */
export function guessed(token: string, words: readonly string[]): string | undefined {
  const signed = token.slice(0, token.lastIndexOf('.'));
  const signature = token.slice(token.lastIndexOf('.') + 1);
  return words.find((word) => hs256(signed, word) === signature);
}
