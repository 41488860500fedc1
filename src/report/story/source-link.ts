import { type Document, sectionUrl, standards } from '../../knowledge/standards.ts';

/** A source and where it can be read, if that is known. */
export interface LinkedSource {
  readonly text: string;
  /** An absolute URL that is made of what `standards.yaml` says, so that nothing else can be in it. */
  readonly url?: string;
}

/** The sources of a remark, such as `RFC 9110 §8.3; RFC 9112 §7.1`, each with its link. */
export function linkedSources(source: string): readonly LinkedSource[] {
  return source.split('; ').map((text) => {
    const url = urlOf(text.replace(/ \(draft\)$/, ''));
    return url === undefined ? { text } : { text, url };
  });
}

function urlOf(source: string): string | undefined {
  const document = documentNamed(source);
  if (document === undefined) return undefined;
  const [first = ''] = source.slice(document.name.length + 1).split(/, (?=§|Appendix )/);
  return sectionUrl(document, first.replace(/^§/, ''));
}

/** The document whose name a citation begins with. */
function documentNamed(source: string): Document | undefined {
  return Object.values(standards()).find(
    ({ name }) =>
      source === name || source.startsWith(`${name} §`) || source.startsWith(`${name} Appendix `),
  );
}
