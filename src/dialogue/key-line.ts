import { ENTER, ESCAPE, type Key } from './dialogue.ts';

/** Keys in a row that do the same, as runs of neighbours: 1, then 3 to 5. */
interface Entry {
  readonly runs: readonly Run[];
  readonly does: string;
  readonly phrase: string;
}

/** Neighbours, in their order; never empty. */
type Run = readonly [string, ...string[]];

/** The line of keys, `1–4 answer · h hint · Enter next · q quit`, in lines of so many columns. */
export function keyLine(keys: readonly Key[], width: number): readonly string[] {
  const entries = entriesOf(keys).map(({ runs, does }) => `${ranges(runs)} ${does}`);
  return packed(entries, ' · ', width);
}

/**
 * The same in a sentence, for who types a line, in lines of so many columns:
 * `Type 1 to 4 to answer, h for a hint, then press Enter`.
 */
export function keySentence(keys: readonly Key[], width: number): readonly string[] {
  const typed = entriesOf(keys.filter(({ key }) => key !== ENTER && key !== ESCAPE)).map(
    ({ runs, phrase }) => `${alternatives(runs)} ${phrase}`,
  );
  const enter = keys.find(({ key, silent }) => key === ENTER && !silent);
  const sentences = [
    ...(typed.length > 0 ? [`Type ${typed.join(', ')}, then press Enter`] : []),
    ...(enter ? [`Press Enter ${typed.length > 0 ? 'alone ' : ''}${phraseOf(enter)}`] : []),
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
  for (const key of keys) {
    if (key.silent) continue;
    const { does } = key;
    const name = nameOf(key.key);
    const former = entries.at(-1);
    if (former?.does === does) {
      entries[entries.length - 1] = { ...former, runs: withKey(former.runs, name) };
    } else {
      entries.push({ does, phrase: phraseOf(key), runs: [[name]] });
    }
  }
  return entries;
}

function withKey(runs: readonly Run[], name: string): readonly Run[] {
  const last = runs.at(-1);
  if (last && isAfter(last.at(-1) ?? '', name)) return [...runs.slice(0, -1), [...last, name]];
  return [...runs, [name]];
}

function isAfter(name: string, next: string): boolean {
  if (/^\d+$/.test(name)) return next === `${Number(name) + 1}`;
  return name.length === 1 && next.length === 1 && next.charCodeAt(0) === name.charCodeAt(0) + 1;
}

/** `1–2,4`. */
function ranges(runs: readonly Run[]): string {
  return runs.map((run) => (run.length === 1 ? run[0] : `${run[0]}–${run.at(-1)}`)).join(',');
}

/** `1, 2 or 4`, `1 to 3 or 5`. */
function alternatives(runs: readonly Run[]): string {
  const names = runs.flatMap((run) => (run.length > 2 ? [`${run[0]} to ${run.at(-1)}`] : run));
  const last = names.at(-1) ?? '';
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

function phraseOf({ does, phrase = `to ${does}` }: Key): string {
  return phrase;
}

/** What a key is called. */
export function nameOf(key: string): string {
  if (key === ENTER) return 'Enter';
  return key === ESCAPE ? 'Esc' : key;
}
