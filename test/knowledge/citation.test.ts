import { describe, expect, it } from 'vitest';
import {
  citationProblems,
  citationProblemsIn,
  cite,
  readCitations,
  withCitations,
} from '../../src/knowledge/citation.ts';
import { filledIn, sectionUrl, standards } from '../../src/knowledge/standards.ts';

describe('a citation is written out', () => {
  it.each([
    ['rfc9110 §13.1.1', 'RFC 9110 §13.1.1'],
    ['rfc9110 §10.2.3, §15.6.4', 'RFC 9110 §10.2.3, §15.6.4'],
    ['rfc9110 §8.3; rfc9112 §7.1', 'RFC 9110 §8.3; RFC 9112 §7.1'],
    ['rfc9457 §Appendix B', 'RFC 9457 Appendix B'],
    ['grpc-http2 §Client Cancellation', 'gRPC PROTOCOL-HTTP2.md §Client Cancellation'],
    ['no standard; common practice', 'no standard; common practice'],
  ])('%s', (citation, text) => {
    expect(cite(citation)).toBe(text);
  });

  it('with the edition of a draft, and called one', () => {
    expect(cite('idempotency-key §2.7')).toMatch(
      /^draft-ietf-httpapi-idempotency-key-header-\d\d §2\.7 \(draft\)$/,
    );
  });

  it('by a short name in prose, if its own is long', () => {
    expect(withCitations('As asked [idempotency-key §2.7].')).toMatch(
      /^As asked Idempotency-Key draft -\d\d §2\.7\.$/,
    );
  });

  it('in brackets within a text, line breaks included', () => {
    expect(withCitations('Said twice [rfc9110 §9.2.1,\n§9.2.2], and [unknown §1].')).toBe(
      'Said twice RFC 9110 §9.2.1, §9.2.2, and [unknown §1].',
    );
  });
});

describe('a citation is checked', () => {
  it.each(['rfc9110 §13.1.1', 'rfc9457 §Appendix B', 'html §9.2.4', 'graphql-http §Status Codes'])(
    'and known: %s',
    (citation) => {
      expect(citationProblems(citation)).toEqual([]);
    },
  );

  it.each([
    ['RFC 9110 §2', "'RFC 9110' is no document of standards.yaml, such as 'rfc9110 §13.1.1'."],
    ['rfc9110', "'rfc9110' is cited without a section, such as 'rfc9110 §1'."],
    ['rfc9110 §15.', "'rfc9110' has no section '15.' in standards.yaml."],
    ['rfc9110 §2, §99', "'rfc9110' has no section '99' in standards.yaml."],
  ])('and refused: %s', (citation, problem) => {
    expect(citationProblems(citation)).toEqual([problem]);
  });

  it('within a text', () => {
    expect(citationProblemsIn('As asked [rfc9110 §99], or [rfc9110 §2].')).toHaveLength(1);
  });
});

it('a citation is taken apart', () => {
  expect(readCitations('rfc9110 §9.2.1, §9.2.2; html §9.2')).toEqual([
    { word: 'rfc9110', sections: ['9.2.1', '9.2.2'] },
    { word: 'html', sections: ['9.2'] },
  ]);
});

describe('the documents', () => {
  it('have names of their own', () => {
    const names = Object.values(standards()).map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it('have the edition in their names and addresses, so that one line changes it', () => {
    const draft = {
      name: 'draft-a-{edition}',
      title: 'A',
      edition: '07',
      status: 'draft',
      url: 'https://example.org/draft-a-{edition}',
    } as const;
    expect(filledIn({ a: draft })).toMatchObject({
      a: { name: 'draft-a-07', url: 'https://example.org/draft-a-07' },
    });
  });

  it('say where a section begins, by a rule or one by one', () => {
    const { rfc9457, html } = standards();
    if (rfc9457 === undefined || html === undefined) throw new Error('they are not listed');
    const rfc = 'https://www.rfc-editor.org/rfc/rfc9457';
    expect(sectionUrl(rfc9457, '3.1')).toBe(`${rfc}#section-3.1`);
    expect(sectionUrl(rfc9457, 'Appendix B')).toBe(`${rfc}#appendix-B`);
    expect(sectionUrl(rfc9457, '<script>')).toBe(rfc);
    expect(sectionUrl(html, '9.2.4')).toMatch(/server-sent-events\.html#the-last-event-id-header$/);
  });
});
