import { type Document, sectionsOf, standards } from './standards.ts';

/** What is cited of one document. */
export interface Citation {
  /** Its word in `standards.yaml`. */
  readonly word: string;
  /** `13.1.1`, `Appendix B` or the title of a section; empty if the whole document is cited. */
  readonly sections: readonly string[];
}

/**
 * Takes citations apart: `rfc9110 §13.1.1, §13.1.2` names a document and two of its sections; behind a
 * semicolon another citation follows.
 */
export function readCitations(text: string): readonly Citation[] {
  return piecesOf(text).map(readCitation);
}

function piecesOf(text: string): readonly string[] {
  return text.split(/;\s+/).map((piece) => piece.trim());
}

function readCitation(piece: string): Citation {
  const [word = '', ...sections] = piece.split(/,?\s+§/);
  return { word, sections: sections.map((section) => section.replace(/\s+/g, ' ')) };
}

/**
 * Citations as people read them: `rfc9110 §13.1.1` becomes `RFC 9110 §13.1.1`, and a draft is called
 * one. What names no document of the list stays as it is.
 */
export function cite(text: string): string {
  return piecesOf(text)
    .map((piece) => citedText(readCitation(piece)) ?? piece)
    .join('; ');
}

function citedText({ word, sections }: Citation, isProse = false): string | undefined {
  const document = documentOf(word);
  if (document === undefined) return undefined;
  const short = isProse ? document.short : undefined;
  const places = sections.map((section) =>
    section.startsWith('Appendix ') ? section : `§${section}`,
  );
  const draft = document.status === 'draft' && short === undefined ? ' (draft)' : '';
  return `${[short ?? document.name, ...(places.length > 0 ? [places.join(', ')] : [])].join(' ')}${draft}`;
}

/** What is wrong with citations: a document or a section that `standards.yaml` does not list. */
export function citationProblems(text: string): readonly string[] {
  return readCitations(text).flatMap(({ word, sections }) => {
    const document = documentOf(word);
    if (document === undefined) {
      return [`'${word}' is no document of standards.yaml, such as 'rfc9110 §13.1.1'.`];
    }
    const listed = sectionsOf(document);
    if (sections.length === 0 && listed.length > 0) {
      return [`'${word}' is cited without a section, such as '${word} §${listed[0]}'.`];
    }
    return sections
      .filter((section) => !listed.includes(section))
      .map((section) => `'${word}' has no section '${section}' in standards.yaml.`);
  });
}

function documentOf(word: string): Document | undefined {
  const known = standards();
  return Object.hasOwn(known, word) ? known[word] : undefined;
}

/** A citation within a text, such as `[rfc9110 §13.1.1]`; white space in it may be a line break. */
const inText = /\[([a-z0-9][a-z0-9-]*(?:,?\s+§[^\]§]+)+)\]/g;

/** A text with the citations that stand in brackets written out, by the short names of documents. */
export function withCitations(text: string): string {
  return text.replace(
    inText,
    (whole, citation: string) => citedText(readCitation(citation), true) ?? whole,
  );
}

/** What is wrong with the citations that stand in brackets in a text. */
export function citationProblemsIn(text: string): readonly string[] {
  return [...text.matchAll(inText)].flatMap(([, citation = '']) => citationProblems(citation));
}
