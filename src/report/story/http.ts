import { formatCount } from '../../text/quantities.ts';
import { type Row, rowCells, type Span, span, truncate, wrap } from '../../text/spans.ts';
import type { Direction, Field, HttpEnd, HttpRequest, HttpResponse } from '../../wire/types.ts';
import { annotated } from './annotate.ts';
import { bodyRows } from './body.ts';
import { isRandom, isRoutine } from './routine-fields.ts';
import type { Sight } from './sight.ts';
import { acceptRows } from './websocket.ts';

/** A request or response: its first line, the fields that matter, the rest folded, its body. */
export function httpRows(message: HttpRequest | HttpResponse, sight: Sight): readonly Row[] {
  const { direction } = message;
  const head = [startLine(message, sight), ...fieldBlocks(message.fields, direction, sight)];
  const rows = packed(head, sight);
  const repeated = repeatsContent(message, sight) ? packed([...head, sameContent], sight) : rows;
  const shortened = repeated.length === rows.length;
  return [
    ...(shortened ? repeated : rows),
    ...(message.kind === 'http-response' ? acceptRows(message, sight) : []),
    ...(shortened && repeated !== rows ? [] : bodyRows(message, sight)),
    ...fieldRows(message.trailers, direction, sight),
  ];
}

/** Stands beside the last line for content that is the same as before; there is no row to be won otherwise. */
const sameContent: Block = [[span('same content', 'dim')]];

/** True where the last message this way had the same content. */
function repeatsContent(
  { content, direction }: HttpRequest | HttpResponse,
  { remarks }: Sight,
): boolean {
  return (
    content.text !== undefined &&
    content.text !== '' &&
    remarks.isSame(`content ${direction}`, content.text)
  );
}

/** The end of a streamed body. */
export function httpEndRows(message: HttpEnd, sight: Sight): readonly Row[] {
  const trailers = fieldRows(message.trailers, message.direction, sight);
  if (!message.complete) {
    return [
      ...wrap([span('! the stream ends before its body does', 'warning')], sight.cells),
      ...trailers,
    ];
  }
  return [...wrap([span('end of the body', 'dim')], sight.cells), ...trailers];
}

function startLine(message: HttpRequest | HttpResponse, sight: Sight): readonly Row[] {
  const { knowledge, remarks, detail } = sight;
  const brief = detail === 'brief';
  if (message.kind === 'http-request') {
    const plain = brief && message.method === 'GET';
    const annotation = plain ? undefined : knowledge.annotateMethod(message.method);
    const rest = message.summary.startsWith(message.method)
      ? message.summary.slice(message.method.length)
      : ` ${message.summary}`;
    const row = [span(message.method, 'strong'), span(rest)];
    return annotated(
      row,
      remarks.once(`method ${message.method}`, annotation),
      sight.cells,
      detail,
    );
  }
  const plain = brief && message.status === 200;
  const annotation = plain ? undefined : knowledge.annotateStatus(message.status);
  const row = [span(message.summary, 'strong')];
  return annotated(row, remarks.once(`status ${message.status}`, annotation), sight.cells, detail);
}

/** The fields of a section: in brief those that matter, the names of the others below them. */
export function fieldRows(
  fields: readonly Field[],
  direction: Direction,
  sight: Sight,
): readonly Row[] {
  return packed(fieldBlocks(fields, direction, sight), sight);
}

/** Rows that belong together: a line of a section with its remark. */
type Block = readonly Row[];

/** The lines of a section, one block each. */
export function fieldBlocks(
  fields: readonly Field[],
  direction: Direction,
  sight: Sight,
): readonly Block[] {
  const inFocus = fields.filter((field) => sight.focus.has(field.name.toLowerCase()));
  const others = fields.filter((field) => !inFocus.includes(field));
  if (sight.detail === 'full')
    return fields.map((field) => fieldRow(field, inFocus.includes(field), sight));
  // What a direction has said before, word for word, says nothing new.
  const shown = others.filter(
    ({ name, value }) =>
      !isRoutine({ name, value }) &&
      sight.remarks.isNew(`${direction} ${name}${isRandom({ name, value }) ? '' : `: ${value}`}`),
  );
  const folded = others.filter((field) => !shown.includes(field));
  const named = (field: Field) => sight.remarks.isNew(`${direction} + ${field.name.toLowerCase()}`);
  for (const field of [...inFocus, ...shown]) named(field);
  const isNews = folded.filter(named).length > 0;
  return [
    ...inFocus.map((field) => fieldRow(field, true, sight)),
    ...shown.map((field) => fieldRow(field, false, sight)),
    ...(isNews ? [foldedRows(folded, sight)] : []),
  ];
}

/** In brief, lines of which nothing is to be said stand beside each other where there is room. */
export function packed(blocks: readonly Block[], { cells, detail }: Sight): readonly Row[] {
  if (detail === 'full') return blocks.flat();
  const rows: Row[] = [];
  let open = false;
  for (const block of blocks) {
    const [row] = block;
    const last = rows.at(-1);
    const plain = row !== undefined && block.length === 1 && !row.some(isAside);
    if (plain && open && last !== undefined && rowCells(last) + rowCells(row) + 3 <= cells) {
      rows[rows.length - 1] = [...last, span(' · ', 'dim'), ...row];
    } else rows.push(...block);
    open = plain;
  }
  return rows;
}

/** A remark, or the names of folded fields: nothing stands beside them. */
function isAside({ role, text }: Span): boolean {
  return role === 'remark' || (role === 'dim' && text.startsWith('+ '));
}

function fieldRow(field: Field, inFocus: boolean, sight: Sight): readonly Row[] {
  const annotation = sight.knowledge.annotateField(field.name, field.value);
  const subject = `field ${field.name.toLowerCase()}`;
  const isNew = sight.remarks.isNew(subject);
  const remark = sight.remarks.once(subject, annotation);
  // What was explained before is recognised by its beginning.
  const known = sight.detail === 'brief' && remark === undefined && !isNew;
  const value = known && inFocus ? beginningOf(field.value) : field.value;
  const role = inFocus ? 'focus' : 'plain';
  const row = [span(field.name, role), span(': '), span(value, role)];
  return annotated(known ? truncate(row, sight.cells) : row, remark, sight.cells, sight.detail);
}

/** A key, token or signature by its first letters; whole what can be read. */
function beginningOf(value: string): string {
  const isOpaque = value.length > 24 && !/\s|^[/<]|:\/\//.test(value);
  return isOpaque ? `${value.slice(0, 12)}…` : value;
}

/** The names of what is folded away. */
function foldedRows(fields: readonly Field[], { cells }: Sight): Block {
  const names = fields.map((field) => field.name.toLowerCase()).join(', ');
  const text = `+ ${formatCount(fields.length, 'field')}: ${names}`;
  return [truncate([span(text, 'dim')], cells)];
}
