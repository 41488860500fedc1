import type { Field } from '../../wire/types.ts';
import type { HarCookie } from './types.ts';

/** The cookies that a request returns (RFC 10025 §4.2). */
export function sentCookies(fields: readonly Field[]): readonly HarCookie[] {
  return valuesOf(fields, 'cookie')
    .flatMap((value) => value.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map(pairOf);
}

/** The cookies that a response sets, with their attributes (RFC 10025 §4.1). */
export function setCookies(fields: readonly Field[]): readonly HarCookie[] {
  return valuesOf(fields, 'set-cookie').map((value) => {
    const [pair = '', ...rest] = value.split(';').map((part) => part.trim());
    const attributes = new Map(
      rest.map(pairOf).map((attribute) => [attribute.name.toLowerCase(), attribute.value]),
    );
    const path = attributes.get('path');
    const domain = attributes.get('domain');
    const sameSite = attributes.get('samesite');
    const expires = dateOf(attributes.get('expires'));
    return {
      ...pairOf(pair),
      ...(path !== undefined && { path }),
      ...(domain !== undefined && { domain }),
      ...(expires !== undefined && { expires }),
      httpOnly: attributes.has('httponly'),
      secure: attributes.has('secure'),
      ...(sameSite !== undefined && { sameSite }),
    };
  });
}

function valuesOf(fields: readonly Field[], wanted: string): readonly string[] {
  return fields.filter(({ name }) => name.toLowerCase() === wanted).map(({ value }) => value);
}

function pairOf(pair: string): { readonly name: string; readonly value: string } {
  const at = pair.indexOf('=');
  if (at === -1) return { name: pair, value: '' };
  return { name: pair.slice(0, at).trim(), value: pair.slice(at + 1).trim() };
}

function dateOf(value: string | undefined): string | undefined {
  const time = value === undefined ? Number.NaN : Date.parse(value);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
