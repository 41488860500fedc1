import { formatCount, formatNumber } from '../../text/quantities.ts';
import { type Row, span, wrap } from '../../text/spans.ts';
import type { Content, ContentPart } from '../../wire/types.ts';
import { type Block, cuttable } from './blocks.ts';
import { textRows } from './long-text.ts';
import type { Sight } from './sight.ts';

/** How many parts a row each is given. */
const MOST_PARTS = { brief: 4, full: 100 } as const;

/** More than any row shows. */
const MOST_CELLS = 4_096;

/** The parts of a form, one after the other: in brief a row each. */
export function partBlocks(
  { byteLength, truncated }: Content,
  parts: readonly ContentPart[],
  { detail, cells }: Sight,
): readonly Block[] {
  const shown = parts.slice(0, MOST_PARTS[detail]);
  /** Of a part whose end was not kept nobody knows the length. */
  const lengthOf = (part: ContentPart) =>
    truncated === true && part === parts.at(-1)
      ? `(not kept whole; ${formatNumber(byteLength)} bytes in all)`
      : `(${formatCount(part.byteLength, 'byte')})`;
  const rows: Block[] = shown.flatMap((part) =>
    detail === 'brief'
      ? [{ ...inBrief(part, lengthOf(part)), isOwnRow: true }]
      : inFull(part, lengthOf(part), cells).map((row) => ({ row })),
  );
  const more = parts.length - shown.length;
  if (more > 0)
    rows.push({ row: [span(`… ${formatCount(more, 'more part')}`, 'dim')], isOwnRow: true });
  return rows;
}

/** Such as `part "photo": cat.png, image/png  (1,204 bytes)`. */
function inBrief({ fields, text }: ContentPart, told: string): Block {
  const valueIn = (wanted: string) =>
    fields.find(({ name }) => name.toLowerCase() === wanted)?.value ?? '';
  const disposition = valueIn('content-disposition');
  const name = parameterOf(disposition, 'name');
  const about = [parameterOf(disposition, 'filename'), valueIn('content-type')];
  const words = about.filter((each) => each !== undefined && each !== '').join(', ');
  const held = text === undefined ? '' : text.slice(0, MOST_CELLS).replace(/\s+/g, ' ').trim();
  const length = span(`  ${told}`, 'dim');
  const row: Row = [
    span(name === undefined ? 'part' : `part "${name}"`, 'strong'),
    ...(words === '' ? [] : [span(`: ${words}`)]),
    ...(held === '' ? [] : [span(words === '' ? ': ' : ' · ', 'dim'), span(held)]),
  ];
  // A short text is seen whole, and its length says nothing more.
  const isSeen = words === '' && text !== undefined && text.length < 60;
  return isSeen ? cuttable(row) : { ...cuttable(row, length), row: [...row, length] };
}

/** Its fields, and below an empty row what it holds. */
function inFull({ fields, text }: ContentPart, told: string, cells: number): readonly Row[] {
  const length: Row = [span(told, 'dim')];
  return [
    [span('part', 'dim')],
    ...fields.flatMap(({ name, value }) => wrap([span(`${name}: ${value}`)], cells)),
    [],
    ...(text === undefined ? [length] : textRows(text, cells)),
  ];
}

const PARAMETER = /;[ \t]*([^\s=;"]+)=(?:"((?:[^"\\]|\\"|\\)*)"|([^;\s"]*))/g;

/** A parameter as it stands there, without its quotes. What stands in another's value is none. */
function parameterOf(value: string, wanted: string): string | undefined {
  for (const [, name, quoted, token] of value.matchAll(PARAMETER)) {
    if (name?.toLowerCase() === wanted) return quoted ?? token;
  }
  return undefined;
}
