import { ENTER, ESCAPE, type Key } from './dialogue.ts';

/** Keys in a row that do the same. */
interface Span {
  readonly first: string;
  readonly last: string;
  readonly does: string;
}

/** The line of keys, `1–4 answer · h hint · Enter next · q quit`, in lines of so many columns. */
export function keyLine(keys: readonly Key[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const { first, last, does } of spansOf(keys)) {
    const entry = `${first === last ? first : `${first}–${last}`} ${does}`;
    const former = lines.at(-1);
    const joined = `${former} · ${entry}`;
    if (former !== undefined && joined.length <= width) lines[lines.length - 1] = joined;
    else lines.push(entry);
  }
  return lines;
}

/** The same in a sentence, for who types a line: `Type 1 to 4 for answer, h for hint, then Enter`. */
export function keySentence(keys: readonly Key[]): string {
  const named = spansOf(keys.filter(({ key }) => key !== ENTER && key !== ESCAPE)).map(
    ({ first, last, does }) => `${first === last ? first : `${first} to ${last}`} for ${does}`,
  );
  const enter = keys.find(({ key, silent }) => key === ENTER && !silent);
  return [
    ...(named.length > 0 ? [`Type ${named.join(', ')}, then Enter`] : []),
    ...(enter ? [`Enter alone for ${enter.does}`] : []),
  ].join('. ');
}

function spansOf(keys: readonly Key[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { key, does, silent } of keys) {
    if (silent) continue;
    const name = nameOf(key);
    const former = spans.at(-1);
    if (former?.does === does) spans[spans.length - 1] = { ...former, last: name };
    else spans.push({ first: name, last: name, does });
  }
  return spans;
}

function nameOf(key: string): string {
  if (key === ENTER) return 'Enter';
  return key === ESCAPE ? 'Esc' : key;
}
