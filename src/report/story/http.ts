import type { Place } from '../../knowledge/place.ts';
import { type Row, rowCells, type Span, span, truncate, wrap } from '../../text/spans.ts';
import { utf8In } from '../../text/utf8-in.ts';
import type {
  Direction,
  Field,
  HttpEnd,
  HttpRequest,
  HttpResponse,
  Message,
} from '../../wire/types.ts';
import { annotated } from './annotate.ts';
import { bodyRows } from './body.ts';
import { placeOf } from './place.ts';
import { isRandom, isRoutine, turnsOn } from './routine-fields.ts';
import type { Sight } from './sight.ts';
import { acceptRows } from './websocket.ts';

/** A request or response: its first line, the fields that matter, the rest folded, its body. */
export function httpRows(message: HttpRequest | HttpResponse, sight: Sight): readonly Row[] {
  const head = [startLine(message, sight), ...fieldBlocks(message.fields, message, sight)];
  const accept = message.kind === 'http-response' ? acceptRows(message, sight) : [];
  const trailers = fieldBlocks(message.trailers, message, sight);
  // Content that is the same as before says nothing new.
  const isSame = repeatsContent(message, sight);
  const body = isSame ? sameContent : bodyRows(message, sight);
  if (sight.detail === 'full') return [...head.flat(), ...accept, ...body, ...trailers.flat()];
  const bare = packed(head, sight);
  const rows = packed(body.length === 0 ? head : [...head, body], sight);
  // That the content is the same is worth some room on a row, and no row.
  const told = isSame && rows.length > bare.length ? bare : rows;
  return [...told, ...packed(trailers, sight), ...accept];
}

/** Stands for content that is the same as before. */
const sameContent: Block = [[span('same content', 'dim')]];

/** True if the last message this way had the same content. */
function repeatsContent(
  { content, direction }: HttpRequest | HttpResponse,
  { remarks, detail }: Sight,
): boolean {
  return (
    detail === 'brief' &&
    content.text !== undefined &&
    content.text !== '' &&
    remarks.isSame(`content ${direction}`, content.text)
  );
}

/** The end of a streamed body. */
export function httpEndRows(message: HttpEnd, sight: Sight): readonly Row[] {
  const trailers = fieldRows(message.trailers, message, sight);
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
    const isTold = !brief || sight.isLive || sight.focus.has(message.method.toLowerCase());
    const plain = !isTold || (brief && message.method === 'GET');
    const annotation = plain
      ? undefined
      : knowledge.annotateMethod(message.method, placeOf(message));
    const summary = utf8In(message.summary) ?? message.summary;
    const named = summary.startsWith(message.method);
    const rest = named ? summary.slice(message.method.length) : ` ${summary}`;
    const row = [span(message.method, 'strong'), span(brief ? withoutVersion(rest) : rest)];
    return annotated(
      row,
      remarks.once(`method ${message.method}`, annotation),
      sight.cells,
      detail,
    );
  }
  const plain = brief && message.status === 200;
  const annotation = plain ? undefined : knowledge.annotateStatus(message.status, placeOf(message));
  const row = [span(brief ? withoutVersion(message.summary) : message.summary, 'strong')];
  return annotated(row, remarks.once(`status ${message.status}`, annotation), sight.cells, detail);
}

/** A start line without the version of HTTP, which seldom tells the story. */
function withoutVersion(startLine: string): string {
  return startLine.replace(/^HTTP\/1\.[01] | HTTP\/1\.[01]$/, '');
}

/** The fields of a section: in brief those that the story is about. */
export function fieldRows(fields: readonly Field[], of: Message, sight: Sight): readonly Row[] {
  return packed(fieldBlocks(fields, of, sight), sight);
}

/** Rows that belong together: a line of a section with its remark. */
type Block = readonly Row[];

/** The lines of a section, one block each. */
export function fieldBlocks(fields: readonly Field[], of: Message, sight: Sight): readonly Block[] {
  const { direction } = of;
  const place = placeOf(of);
  const inFocus = fields.filter((field) => sight.focus.has(field.name.toLowerCase()));
  if (sight.detail === 'full')
    return fields.map((field) => fieldRow(field, inFocus.includes(field), place, sight));
  const others = sight.isLive ? fields.filter((field) => saysMore(field, direction, sight)) : [];
  const news = inFocus.filter((field) => isNews(field, direction, sight));
  return [
    ...news.map((field) => fieldRow(field, true, place, sight)),
    ...others.map((field) => fieldRow(field, false, place, sight)),
  ];
}

/** False for a field that says what the last message in its direction said, unless the message turns on it. */
function isNews({ name, value }: Field, direction: Direction, { remarks }: Sight): boolean {
  const isSame = remarks.isSame(`${direction} field ${name.toLowerCase()}`, value);
  return !isSame || turnsOn(name);
}

/** True for a field out of focus that is no routine and was not said before, word for word. */
function saysMore(
  { name, value }: Field,
  direction: Direction,
  { focus, remarks }: Sight,
): boolean {
  if (focus.has(name.toLowerCase()) || isRoutine({ name, value })) return false;
  return remarks.isNew(`${direction} ${name}${isRandom({ name, value }) ? '' : `: ${value}`}`);
}

/** In brief, lines of which nothing is to be said stand beside each other if there is room. */
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

/** A remark: nothing stands beside it. */
function isAside({ role }: Span): boolean {
  return role === 'remark';
}

function fieldRow(field: Field, inFocus: boolean, place: Place, sight: Sight): readonly Row[] {
  const annotation = sight.knowledge.annotateField(field.name, field.value, place);
  const subject = `field ${field.name.toLowerCase()}`;
  const isNew = sight.remarks.isNew(subject);
  const remark = sight.remarks.once(subject, annotation);
  // What was explained before is recognised by its beginning.
  const known = sight.detail === 'brief' && remark === undefined && !isNew;
  const text = utf8In(field.value) ?? field.value;
  const value = known && inFocus ? beginningOf(text) : text;
  const role = inFocus ? 'focus' : 'plain';
  const row = [span(field.name, role), span(': '), span(value, role)];
  return annotated(known ? truncate(row, sight.cells) : row, remark, sight.cells, sight.detail);
}

/** A key, token or signature by its first letters; whole what can be read. */
function beginningOf(value: string): string {
  const isOpaque = value.length > 24 && !/\s|^[/<]|:\/\//.test(value);
  return isOpaque ? `${value.slice(0, 12)}…` : value;
}
