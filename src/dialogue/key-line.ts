import { ENTER, ESCAPE, type Key } from './dialogue.ts';

/** Keys in a row that do the same, as runs of neighbours: 1, then 3 to 5. */
interface Entry {
  readonly runs: readonly Run[];
  readonly does: string;
}

interface Run {
  readonly first: string;
  readonly last: string;
}

/** The line of keys, `1–4 answer · h hint · Enter next · q quit`, in lines of so many columns. */
export function keyLine(keys: readonly Key[], width: number): readonly string[] {
  const entries = entriesOf(keys).map(({ runs, does }) => `${named(runs, '–', ',')} ${does}`);
  return packed(entries, ' · ', width);
}

/**
 * The same in a sentence, for who types a line, in lines of so many columns:
 * `Type 1 to 4 for answer, h for hint, then Enter`.
 */
export function keySentence(keys: readonly Key[], width: number): readonly string[] {
  const typed = entriesOf(keys.filter(({ key }) => key !== ENTER && key !== ESCAPE)).map(
    ({ runs, does }) => `${named(runs, ' to ', ', ')} for ${does}`,
  );
  const enter = keys.find(({ key, silent }) => key === ENTER && !silent);
  const sentences = [
    ...(typed.length > 0 ? [`Type ${typed.join(', ')}, then Enter`] : []),
    ...(enter ? [`Enter alone for ${enter.does}`] : []),
  ];
  return packed(`${sentences.join('. ')}:`.split(' '), ' ', width);
}

/** Puts pieces on lines, as many as fit; a longer piece stands alone. */
function packed(pieces: readonly string[], between: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const joined = `${lines.at(-1) ?? ''}${between}${piece}`;
    if (lines.length > 0 && joined.length <= width) lines[lines.length - 1] = joined;
    else lines.push(piece);
  }
  return lines;
}

function entriesOf(keys: readonly Key[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const { key, does, silent } of keys) {
    if (silent) continue;
    const name = nameOf(key);
    const former = entries.at(-1);
    if (former?.does === does) {
      entries[entries.length - 1] = { does, runs: withKey(former.runs, name) };
    } else {
      entries.push({ does, runs: [{ first: name, last: name }] });
    }
  }
  return entries;
}

function withKey(runs: readonly Run[], name: string): readonly Run[] {
  const last = runs.at(-1);
  if (last && isAfter(last.last, name)) return [...runs.slice(0, -1), { ...last, last: name }];
  return [...runs, { first: name, last: name }];
}

function isAfter(name: string, next: string): boolean {
  return name.length === 1 && next.length === 1 && next.charCodeAt(0) === name.charCodeAt(0) + 1;
}

function named(runs: readonly Run[], upTo: string, between: string): string {
  return runs
    .map(({ first, last }) => (first === last ? first : `${first}${upTo}${last}`))
    .join(between);
}

function nameOf(key: string): string {
  if (key === ENTER) return 'Enter';
  return key === ESCAPE ? 'Esc' : key;
}
