import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A document that is cited. */
export interface Document {
  /** How it is called in a citation, such as `RFC 9110` or `HTML Standard`. */
  readonly name: string;
  readonly title: string;
  /** Its date or revision, such as `June 2022`; of a living document the day it was read. */
  readonly edition: string;
  readonly status: 'standard' | 'draft' | 'industry';
  readonly url: string;
}

const isCompiled = import.meta.url.endsWith('.js');
let documents: Readonly<Record<string, Document>> | undefined;

/** The documents by the word they are cited with, such as `rfc9110`: the one list of them. */
export function standards(): Readonly<Record<string, Document>> {
  documents ??= read();
  return documents;
}

/** The build writes the list as JSON beside the compiled code; the sources read what a person wrote. */
function read(): Readonly<Record<string, Document>> {
  if (isCompiled) {
    return JSON.parse(readFileSync(new URL('../../standards.json', import.meta.url), 'utf8'));
  }
  const { parse } = createRequire(import.meta.url)('yaml') as typeof import('yaml');
  return parse(readFileSync(new URL('../../standards.yaml', import.meta.url), 'utf8'));
}

/**
 * A citation as people read it: `rfc9110 §13.1.1` becomes `RFC 9110 §13.1.1`. What names no document
 * of the list stays as it is.
 */
export function cite(citation: string): string {
  const [word = '', ...rest] = citation.split(' ');
  const known = standards();
  const document = Object.hasOwn(known, word) ? known[word] : undefined;
  return document === undefined ? citation : [document.name, ...rest].join(' ');
}
