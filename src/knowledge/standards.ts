import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A document that is cited. */
export interface Document {
  /** What it is called in a citation, such as `RFC 9110` or `HTML Standard`. */
  readonly name: string;
  /** What prose calls it, if its name is long; of a draft it says that it is one. */
  readonly short?: string;
  readonly title: string;
  /** Its date or revision, such as `June 2022`; `living` if it has none. */
  readonly edition: string;
  readonly status: 'standard' | 'draft' | 'industry';
  readonly url: string;
  /** How the address of a section goes on behind `url`, such as `#section-{section}`. */
  readonly anchor?: string;
  /**
   * The sections that may be cited, `13.1.1` or `Appendix B`; or each with how its address goes on
   * behind `url`. A list is needed only to check citations, so compiled code does without.
   */
  readonly sections?: readonly string[] | Readonly<Record<string, string>>;
}

/** The documents by the word they are cited with, such as `rfc9110`. */
export type Documents = Readonly<Record<string, Document>>;

const isCompiled = import.meta.url.endsWith('.js');
let documents: Documents | undefined;

/** The documents by the word they are cited with: the one list of them. Read when first asked for. */
export function standards(): Documents {
  documents ??= isCompiled ? compiled() : filledIn(written());
  return documents;
}

/** What the build writes beside the compiled code. */
function compiled(): Documents {
  return JSON.parse(readFileSync(new URL('../../standards.json', import.meta.url), 'utf8'));
}

/** What a person wrote. */
function written(): Documents {
  const { parse } = createRequire(import.meta.url)('yaml') as typeof import('yaml');
  return parse(readFileSync(new URL('../../standards.yaml', import.meta.url), 'utf8'));
}

/** `{edition}` in the name and the address of a document stands for its edition. */
export function filledIn(written: Documents): Documents {
  return Object.fromEntries(
    Object.entries(written).map(([word, document]) => {
      const filled = (text: string) => text.replaceAll('{edition}', document.edition);
      const { name, short, url } = document;
      const known = { ...document, name: filled(name), url: filled(url) };
      return [word, short === undefined ? known : { ...known, short: filled(short) }];
    }),
  );
}

/** The sections of a document that may be cited. */
export function sectionsOf({ sections = [] }: Document): readonly string[] {
  return isList(sections) ? sections.map(String) : Object.keys(sections);
}

/** Where a section of a document can be read, or the document if it is not known where in it. */
export function sectionUrl({ url, anchor, sections = [] }: Document, section: string): string {
  if (!isList(sections)) return url + (sections[section] ?? '');
  if (anchor === undefined) return url;
  // An appendix has an anchor in the same style: `#appendix-B`.
  const [, appendix] = /^Appendix ([\w.]+)$/.exec(section) ?? [];
  if (appendix !== undefined)
    return url + anchor.replace('section-{section}', `appendix-${appendix}`);
  return /^[\w.]+$/.test(section) ? url + anchor.replace('{section}', section) : url;
}

function isList(sections: NonNullable<Document['sections']>): sections is readonly string[] {
  return Array.isArray(sections);
}
