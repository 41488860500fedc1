import { expect, test } from 'vitest';
import { testPage } from '../../../src/lab/live/test-page.ts';

test('the page of a served scenario stands in no frame of somebody else, and loads nothing', async () => {
  const answer = testPage({
    title: 'A shop',
    about: 'Orders.',
    page: { actions: [] },
    links: [],
  });
  const policy = answer.headers.get('content-security-policy') ?? '';
  const directives = policy.split(';').map((directive) => directive.trim());
  expect(directives).toContain("frame-ancestors 'none'");
  expect(directives).toContain("default-src 'none'");
});
