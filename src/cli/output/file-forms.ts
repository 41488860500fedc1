import type { Format } from './sinks.ts';

/** The forms of files by the ends of their names. */
export const fileForms: ReadonlyMap<string, Format> = new Map([
  ['.ndjson', 'ndjson'],
  ['.jsonl', 'ndjson'],
  ['.xml', 'junit'],
  ['.json', 'json'],
  ['.txt', 'pretty'],
  ['.log', 'pretty'],
  ['.har', 'har'],
  ['.pcapng', 'pcapng'],
  ['.mmd', 'mermaid'],
  ['.md', 'markdown'],
  ['.html', 'html'],
  ['.svg', 'svg'],
]);

/** The ends of names that stand for a form, with something between them. */
export const fileEndings = (between: string): string => [...fileForms.keys()].join(between);
