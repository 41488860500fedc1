/** A source and where it can be read, where that is known. */
export interface LinkedSource {
  readonly text: string;
  /** An absolute URL that comes from patterns alone, so that nothing else can be in it. */
  readonly url?: string;
}

const rfc = /^RFC (\d+)(?: (?:§(\d+(?:\.\d+)*)|Appendix ([A-Z](?:\.\d+)*)))?$/;
const draft = /^(draft-[a-z0-9-]+)-(\d\d)(?: \(draft\))?(?: §(\d+(?:\.\d+)*))?$/;
const html = /^HTML Standard §9\.2(?:\.\d+)*$/;

/** The sources of a remark, such as `RFC 9110 §8.3; RFC 9112 §7.1`, each with its link. */
export function linkedSources(source: string): readonly LinkedSource[] {
  return source.split('; ').map((text) => {
    const url = urlOf(text);
    return url === undefined ? { text } : { text, url };
  });
}

function urlOf(source: string): string | undefined {
  const [, number, section, appendix] = rfc.exec(source) ?? [];
  if (number !== undefined) {
    const within = appendix === undefined ? '' : `#appendix-${appendix}`;
    const place = section === undefined ? within : `#section-${section}`;
    return `https://www.rfc-editor.org/rfc/rfc${number}${place}`;
  }
  const [, name, version] = draft.exec(source) ?? [];
  if (name !== undefined) return `https://datatracker.ietf.org/doc/html/${name}-${version}`;
  if (html.test(source)) {
    return 'https://html.spec.whatwg.org/multipage/server-sent-events.html';
  }
  return undefined;
}
