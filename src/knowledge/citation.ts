import { furtherDocuments } from '../content/documents.ts';
import type { CatalogueEntry } from '../lab/catalogue/catalogue.ts';
import { facts } from './facts/all.ts';

/** A document and a place in it: `RFC 9110` and `§15.5.10`. */
export interface Citation {
  readonly document: string;
  /** Absent where the whole document is cited. */
  readonly place?: string;
}

/** Takes a citation apart; what stands in parentheses, such as `(draft)`, names no document. */
export function readCitation(standard: string): Citation {
  const text = standard.replace(/\s*\([^)]*\)/g, '').trim();
  const [, document = text, place] = /^(.+?)(?:,? (§.+|Appendix .+)|, (?!§).+)?$/.exec(text) ?? [];
  return place === undefined ? { document } : { document, place };
}

const section =
  /^§([0-9]+|[A-Z])(\.[0-9]+)*(, §([0-9]+|[A-Z])(\.[0-9]+)*)*$|^Appendix [A-Z](\.[0-9]+)*$/;
const namedSection = /^§\S.*$|^Appendix \S.*$/;

/** What is wrong with a citation such as `RFC 9110 §15.5.10` or `HTML Standard §9.2.4`. */
export function citationProblems(
  standard: string,
  catalogue: readonly CatalogueEntry[],
): readonly string[] {
  if (/no standard/i.test(standard)) {
    return [`'${standard}' proves nothing; where no standard exists, prove it by a run.`];
  }
  const { document, place } = readCitation(standard);
  const numbered = /^RFC \d+$|Standard$/.test(document);
  const problems: string[] = [];
  if (/^rfc/i.test(document) && !/^RFC [1-9]\d*$/.test(document)) {
    problems.push(`'${document}' must be spelled such as 'RFC 9110'.`);
  } else if (!documentsOf(catalogue).has(document)) {
    problems.push(unknownDocument(document, catalogue));
  }
  if (place === undefined && numbered) {
    problems.push(`'${standard}' names no section, such as '${document} §4.2'.`);
  } else if (place !== undefined && !(numbered ? section : namedSection).test(place)) {
    problems.push(`'${place}' is no section, such as '§4.2' or 'Appendix B'.`);
  }
  return problems;
}

/** Every document that the facts or the scenarios cite, and those that were looked up besides. */
function documentsOf(catalogue: readonly CatalogueEntry[]): ReadonlySet<string> {
  const cited = [
    ...facts.map(({ source }) => source),
    ...catalogue.map(({ standard }) => standard),
  ];
  const named = cited
    .flatMap((source) => source.split('; '))
    .filter((source) => !source.startsWith('no standard') && source !== 'common practice');
  return new Set([...named.map((source) => readCitation(source).document), ...furtherDocuments]);
}

function unknownDocument(document: string, catalogue: readonly CatalogueEntry[]): string {
  const [first = ''] = document.toLowerCase().split(' ');
  const alike = [...documentsOf(catalogue)]
    .filter((known) => !known.startsWith('RFC ') && known.toLowerCase().includes(first))
    .slice(0, 4);
  const meant = alike.length === 0 ? '' : ` Is one of these meant: ${alike.join(', ')}?`;
  return `'${document}' is not among the documents that are cited; add it to src/authoring/documents.ts once it was looked up.${meant}`;
}
