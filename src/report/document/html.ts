import { element, type Markup, raw } from '../html/markup.ts';
import type { Document, DocumentBlock, Inline } from './document.ts';
import { documentStyle } from './style.ts';

/** A document as one HTML file without scripts: it asks for nothing, and its policy forbids it to. */
export function htmlDocument({ title, blocks, footer }: Document): string {
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('meta', { name: 'generator', content: 'apilab' }),
    element('title', {}, `${title} · apilab`),
    element('style', {}, raw(documentStyle)),
  );
  const sections = blocks.flatMap((block, index) =>
    block.kind === 'heading' && block.level === 2 ? [{ block, index }] : [],
  );
  const contents = element(
    'nav',
    { 'aria-label': 'Contents' },
    element(
      'ol',
      {},
      ...sections.map(({ block, index }) =>
        element('li', {}, element('a', { href: `#b${index}` }, ...block.words.map(inline))),
      ),
    ),
  );
  const body = element(
    'body',
    {},
    element(
      'main',
      {},
      element('h1', {}, title),
      ...(sections.length > 1 ? [contents] : []),
      ...blocks.map((block, index) => blockMarkup(block, `b${index}`)),
      element('footer', {}, footer),
    ),
  );
  return `<!doctype html>\n<html lang="en">${head.html}${body.html}</html>\n`;
}

function blockMarkup(block: DocumentBlock, id?: string): Markup {
  switch (block.kind) {
    case 'heading':
      return element(`h${block.level}`, { id }, ...block.words.map(inline));
    case 'text':
      return element('p', {}, ...block.words.map(inline));
    case 'list': {
      const items = block.items.map((words) => element('li', {}, ...words.map(inline)));
      return element(block.isOrdered ? 'ol' : 'ul', {}, ...items);
    }
    case 'code':
      return element(
        'pre',
        {},
        ...block.lines.flatMap((line, at) => (at === 0 ? [line] : [raw('\n'), line])),
      );
    case 'picture':
      return element(
        'figure',
        {},
        element('figcaption', {}, block.caption),
        ...block.svg.map((svg) => raw(svg.trimEnd())),
      );
    case 'folded':
      return element(
        'details',
        {},
        element('summary', {}, block.title),
        ...block.blocks.map((each) => blockMarkup(each)),
      );
  }
}

function inline({ text, style }: Inline): Markup | string {
  if (style === undefined) return text;
  return element({ strong: 'strong', emphasis: 'em', code: 'code' }[style], {}, text);
}
