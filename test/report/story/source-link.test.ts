import { expect, test } from 'vitest';
import { cite } from '../../../src/knowledge/citation.ts';
import { facts } from '../../../src/knowledge/facts/all.ts';
import { linkedSources } from '../../../src/report/story/source-link.ts';

test('a section of an RFC is linked', () => {
  expect(linkedSources('RFC 9110 §8.3; RFC 9112 §7.1')).toEqual([
    { text: 'RFC 9110 §8.3', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-8.3' },
    { text: 'RFC 9112 §7.1', url: 'https://www.rfc-editor.org/rfc/rfc9112#section-7.1' },
  ]);
});

test('a draft is linked in its version', () => {
  expect(linkedSources('draft-ietf-httpapi-ratelimit-headers-11 (draft)')).toEqual([
    {
      text: 'draft-ietf-httpapi-ratelimit-headers-11 (draft)',
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-11',
    },
  ]);
});

test('what has no known place is not linked', () => {
  expect(linkedSources('no standard; common practice')).toEqual([
    { text: 'no standard' },
    { text: 'common practice' },
  ]);
});

test('every RFC that a fact names is linked', () => {
  const unlinked = facts
    .flatMap(({ source }) => linkedSources(cite(source)))
    .filter(({ text, url }) => /^RFC \d+/.test(text) && url === undefined);
  expect(unlinked).toEqual([]);
});
