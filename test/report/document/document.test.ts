import { marked } from 'marked';
import { expect, test } from 'vitest';
import { type Document, wordsOf } from '../../../src/report/document/document.ts';
import { htmlDocument } from '../../../src/report/document/html.ts';
import { markdownDocument } from '../../../src/report/document/markdown.ts';

const hostile = '</title><script>alert(1)</script> **a** [b](http://c) `d` # &amp;';

const document: Document = {
  title: hostile,
  footer: hostile,
  blocks: [
    { kind: 'heading', level: 2, words: wordsOf('1. What `GET` asks') },
    { kind: 'text', words: wordsOf(hostile, 'strong') },
    { kind: 'list', isOrdered: true, items: [wordsOf('one `code`'), wordsOf(hostile)] },
    { kind: 'code', lines: ['GET / HTTP/1.1', '```', hostile] },
    {
      kind: 'folded',
      title: 'Answer',
      blocks: [{ kind: 'text', words: wordsOf('It is *this*.') }],
    },
    { kind: 'picture', caption: hostile, svg: ['<svg/>\n'], mermaid: 'sequenceDiagram\n' },
  ],
};

test('a page holds every block, and its policy forbids every request and script', () => {
  const page = htmlDocument(document);
  expect(page).toContain('default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;');
  expect(page).toContain('<h2 id="b0">1. What <code>GET</code> asks</h2>');
  expect(page).toContain('<ol><li>one <code>code</code></li>');
  expect(page).toContain('<details><summary>Answer</summary><p>It is *this*.</p></details>');
  expect(page).toContain('<svg/></figure>');
  expect(page).not.toContain('<script');
});

test('Markdown reads the same, and what a text holds stays text', async () => {
  const text = markdownDocument(document);
  expect(text).toContain('\n## 1. What `GET` asks\n');
  const page = await marked.parse(text);
  expect(page).toContain('<h2>1. What <code>GET</code> asks</h2>');
  expect(page).toMatch(
    /<details><summary>Answer<\/summary>\s*<p>It is \*this\*\.<\/p>\s*<\/details>/,
  );
  expect(page).toContain('<code class="language-mermaid">sequenceDiagram');
  expect(page).not.toMatch(/<script|href="http:\/\/c"/);
  expect(page).toContain('<strong>&lt;/title&gt;');
});
