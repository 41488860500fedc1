import type { Help } from 'commander';
import { wrap } from '../../text/wrap.ts';

/** How many columns a description needs beside its term; with fewer it stands below. */
const LEAST_BESIDE = 36;

/** How help is laid out in so many columns: broken between words, with descriptions below if it is narrow. */
export function helpLayout(width: number): Partial<Help> {
  const under = (indent: number, text: string) =>
    wrap(text, width - indent).join(`\n${' '.repeat(indent)}`);
  return {
    helpWidth: width,
    minWidthToWrap: 20,
    styleUsage: (usage) => under('Usage: '.length, usage),
    formatItem(term, termWidth, description) {
      if (description === '') return `  ${term}`;
      const indent = termWidth + 4;
      if (width - indent < LEAST_BESIDE) return `  ${term}\n      ${under(6, description)}`;
      return `  ${term.padEnd(termWidth)}  ${under(indent, description)}`;
    },
  };
}
