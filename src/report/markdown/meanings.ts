import type { Annotation } from '../../knowledge/fact.ts';
import { annotateField, annotateMethod, annotateStatus } from '../../knowledge/index.ts';
import { linkedSources } from '../story/source-link.ts';
import type { Knowledge } from '../story/view-options.ts';
import { markdownCode, markdownTable, markdownText } from './escape.ts';

/** How much of a value stands in the table, in UTF-16 units. */
const shownValue = 60;

/**
 * Knowledge that keeps its remarks for a table below the traffic instead of giving them to stand
 * beside it: there is room for sources there.
 */
export interface Meanings {
  readonly knowledge: Knowledge;
  /** The table of what was met and not yet told, if any, and forgets it. */
  table(): readonly string[];
}

/** Meanings of one scenario; each is told once. */
export function meanings(): Meanings {
  const told = new Set<string>();
  let rows: (readonly string[])[] = [];
  const meet = (subject: string, what: string, annotation: Annotation | undefined): undefined => {
    if (annotation === undefined) return;
    const key = `${subject}\n${annotation.text}`;
    if (told.has(key)) return;
    told.add(key);
    rows.push([
      markdownCode(what),
      markdownText(annotation.text),
      sourceMarkdown(annotation.source),
    ]);
  };
  return {
    knowledge: {
      annotateField: (name, value, place) =>
        meet(
          `field ${name.toLowerCase()}`,
          `${name}: ${shortened(value)}`,
          annotateField(name, value, place),
        ),
      annotateMethod: (name, place) => meet('method', name, annotateMethod(name, place)),
      annotateStatus: (code, place) => meet('status', String(code), annotateStatus(code, place)),
    },
    table() {
      if (rows.length === 0) return [];
      const table = markdownTable(['On the wire', 'What it means', 'Source'], rows);
      rows = [];
      return [table];
    },
  };
}

/** A source as Markdown, with links if they are known. */
export function sourceMarkdown(source: string): string {
  return linkedSources(source)
    .map(({ text, url }) =>
      url === undefined ? markdownText(text) : `[${markdownText(text)}](${url})`,
    )
    .join('; ');
}

function shortened(value: string): string {
  return value.length <= shownValue ? value : `${value.slice(0, shownValue)}…`;
}
