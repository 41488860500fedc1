import { type Fact, longestBrief, type Standing } from '../../src/knowledge/index.ts';

/** Room for `; …` behind the brief of a value that is one of several in its field line. */
const longestValueBrief = longestBrief - '; …'.length;

/** The forms that a source may have, by how binding it is. */
const sourceForms: Readonly<Record<Standing, readonly RegExp[]>> = {
  standard: [
    /^RFC \d{3,5} §\d+(\.\d+)*$/,
    /^RFC \d{3,5} Appendix [A-Z]$/,
    /^(HTML|Fetch|URL) Standard §\d+(\.\d+)*$/,
    /^IANA WebSocket Close Code Number Registry$/,
    /^W3C Trace Context §\d+(\.\d+)*$/,
    /^GraphQL September 2026 §\d+(\.\d+)*$/,
    /^GraphQL over HTTP \(September 2026\), [A-Z][A-Za-z ]+$/,
  ],
  draft: [
    // Without a section where only the listing of that number was seen, not its text.
    /^draft-[a-z0-9-]+-\d\d( §\d+(\.\d+)*)? \(draft\)$/,
    /^[A-Z][A-Za-z ]+ \(W3C draft \d{4}-\d\d-\d\d\) §\d+(\.\d+)*$/,
  ],
  industry: [
    /^Standard Webhooks 1\.0\.0$/,
    /^JSON:API 1\.1$/,
    /^graphql-ws PROTOCOL\.md$/,
    /^gRPC (PROTOCOL-HTTP2|statuscodes)\.md$/,
    /^gRFC A6$/,
  ],
  convention: [/^no standard; common practice$/],
};

function aboutBrief(brief: string, longest: number): readonly string[] {
  const complaints: string[] = [];
  if (brief === '') complaints.push('the brief is empty');
  if (brief.length > longest) complaints.push(`the brief has ${brief.length} characters`);
  if (/[.\s]$|^\s/.test(brief)) complaints.push('the brief ends in a full stop or a space');
  return complaints;
}

function aboutSource(source: string, standings: readonly Standing[]): readonly string[] {
  const known = standings.some((standing) =>
    sourceForms[standing].some((form) => form.test(source)),
  );
  return known ? [] : [`not a source of a ${standings.join(' or ')}: ${source}`];
}

/** What is wrong with a fact, each complaint led by what it is about; empty for a sound one. */
export function complaintsAbout(fact: Fact): readonly string[] {
  const complaints = [
    ...aboutSource(fact.source, [fact.standing]),
    ...aboutBrief(fact.brief, longestBrief),
  ];
  if (fact.title === '') complaints.push('the title is empty');
  if (!/^\S.*\.$/.test(fact.text)) complaints.push('the text is not made of whole sentences');
  if (fact.text.length > 260) complaints.push(`the text has ${fact.text.length} characters`);
  for (const [value, { brief, source }] of Object.entries(fact.values ?? {})) {
    if (value !== value.toLowerCase()) complaints.push(`the value ${value} is not in lower case`);
    complaints.push(...aboutBrief(brief, longestValueBrief));
    if (source !== undefined) {
      complaints.push(...aboutSource(source, ['standard', 'draft', 'industry', 'convention']));
    }
  }
  return complaints.map((complaint) => `${fact.kind} ${fact.name}: ${complaint}`);
}
