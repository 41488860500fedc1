/** A text to be read outside the terminal: a lesson, a sheet of questions. Written as Markdown or as a page. */
export interface Document {
  readonly title: string;
  readonly blocks: readonly DocumentBlock[];
  /** What made it, and how to go on. */
  readonly footer: string;
}

/** A piece of a text with its style. */
export interface Inline {
  readonly text: string;
  readonly style?: 'strong' | 'emphasis' | 'code';
}

/** A run of text on one line. */
export type Words = readonly Inline[];

export type DocumentBlock =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly words: Words }
  | { readonly kind: 'text'; readonly words: Words }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly Words[] }
  | { readonly kind: 'code'; readonly lines: readonly string[] }
  /** The same picture in two forms, with what it shows. */
  | {
      readonly kind: 'picture';
      readonly caption: string;
      readonly svg: readonly string[];
      readonly mermaid: string;
    }
  /** Not seen until somebody wants to. */
  | { readonly kind: 'folded'; readonly title: string; readonly blocks: readonly DocumentBlock[] };

/** A text in which code stands in backticks. */
export function wordsOf(text: string, style?: 'strong' | 'emphasis'): Words {
  return text
    .replace(/\s+/g, ' ')
    .split(/`([^`]+)`/)
    .map((part, index): Inline => {
      if (index % 2 === 1) return { text: part, style: 'code' };
      return style === undefined ? { text: part } : { text: part, style };
    })
    .filter((part) => part.text !== '');
}

/** Paragraphs as they are divided by line ends. */
export function paragraphsOf(text: string, style?: 'strong'): readonly DocumentBlock[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'text', words: wordsOf(line, style) }));
}
