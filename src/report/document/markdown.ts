import { safeText } from '../../text/safe-text.ts';
import { fencedBlock, markdownCode, markdownText } from '../markdown/escape.ts';
import type { Document, DocumentBlock, Inline, Words } from './document.ts';

/** A document as GitHub-flavoured Markdown. What it says stays text, whatever it holds. */
export function markdownDocument({ title, blocks, footer }: Document): string {
  const parts = [`# ${markdownText(title)}`, ...blocks.map(blockText), '---', markdownText(footer)];
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: DocumentBlock): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${wordsText(block.words, false)}`;
    case 'text':
      return wordsText(block.words);
    case 'list':
      return block.items
        .map((words, index) => `${block.isOrdered ? `${index + 1}.` : '-'} ${wordsText(words)}`)
        .join('\n');
    case 'code':
      return fencedBlock('text', block.lines.map(safeText));
    case 'picture':
      return [
        `*${markdownText(block.caption)}*`,
        fencedBlock('mermaid', block.mermaid.trimEnd().split('\n')),
      ].join('\n\n');
    case 'folded': {
      // Markdown is read again behind an empty line.
      const inside = block.blocks.map(blockText).join('\n\n');
      const summary = `<summary>${markdownText(block.title)}</summary>`;
      return `<details>${summary}\n\n${inside}\n\n</details>`;
    }
  }
}

function wordsText(words: Words, beginsLine = true): string {
  return words
    .map((word, index) => inlineText(word, beginsLine && index === 0))
    .join('')
    .trim();
}

/** A mark must stand beside a letter, so that spaces at its ends are put outside. */
function inlineText({ text, style }: Inline, isFirst: boolean): string {
  if (style === 'code') return markdownCode(text);
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  if (inner === '') return text;
  // What would begin a list or a heading does so only at the start of a line.
  const plain = isFirst ? markdownText(inner) : markdownText(`x${inner}`).slice(1);
  const mark = style === undefined ? '' : style === 'strong' ? '**' : '*';
  return `${before}${mark}${plain}${mark}${after}`;
}
