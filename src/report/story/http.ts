import type { Place } from '../../knowledge/place.ts';
import { type Row, rowCells, span, wrap } from '../../text/spans.ts';
import { utf8In } from '../../text/utf8-in.ts';
import type {
  Direction,
  Field,
  HttpEnd,
  HttpRequest,
  HttpResponse,
  Message,
} from '../../wire/types.ts';
import { type Block, block, blockRows, cuttable } from './blocks.ts';
import { bodyBlocks } from './body.ts';
import { placeOf } from './place.ts';
import { isRandom, isRoutine, turnsOn } from './routine-fields.ts';
import type { Sight } from './sight.ts';
import { acceptRows } from './websocket.ts';

/** A request or response: its first line, the fields that matter, its body. */
export function httpRows(message: HttpRequest | HttpResponse, sight: Sight): readonly Row[] {
  const head = [startLine(message, sight), ...fieldBlocks(message.fields, message, sight)];
  const accept = message.kind === 'http-response' ? acceptRows(message, sight) : [];
  const trailers = fieldBlocks(message.trailers, message, sight);
  // Content that is the same as before says nothing new.
  const body = repeatsContent(message, sight) ? sameContent : bodyBlocks(message, sight);
  if (sight.detail === 'full') {
    return [...blockRows([...head, ...body], sight), ...accept, ...blockRows(trailers, sight)];
  }
  return [...blockRows([...head, ...body, ...trailers], sight), ...accept];
}

/** Stands for content that is the same as before. */
const sameContent: readonly Block[] = [{ row: [span('same content', 'dim')], isExtra: true }];

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

/** Statuses that a story turns on and that few know: what they mean is worth a row, of others if there is room. */
const TELLING: ReadonlySet<number> = new Set([409, 412, 422, 426, 428]);

function startLine(message: HttpRequest | HttpResponse, sight: Sight): Block {
  const { knowledge, detail } = sight;
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
    const row = [span(message.method, 'strong'), span(brief ? inShort(rest, sight) : rest)];
    return block(row, `method ${message.method}`, annotation);
  }
  const { status } = message;
  const plain = brief && status === 200;
  const annotation = plain ? undefined : knowledge.annotateStatus(status, placeOf(message));
  const row = [span(brief ? withoutVersion(message.summary) : message.summary, 'strong')];
  const isExtra = brief && !sight.isLive && !TELLING.has(status);
  return block(row, `status ${status}`, annotation, isExtra);
}

/** A request's target; in a story a token in its query is recognised by its beginning. */
function inShort(rest: string, { isLive }: Sight): string {
  const target = withoutVersion(rest);
  return isLive ? target : target.replaceAll(/([?&][^=&]+=)([\w.~-]{25,})/g, shortToken);
}

const shortToken = (_: string, name: string, value: string) => `${name}${value.slice(0, 20)}…`;

/** A start line without the version of HTTP, which seldom tells the story. */
function withoutVersion(startLine: string): string {
  return startLine.replace(/^HTTP\/1\.[01] | HTTP\/1\.[01]$/, '');
}

/** The fields of a section: in brief those that the story is about. */
export function fieldRows(fields: readonly Field[], of: Message, sight: Sight): readonly Row[] {
  return blockRows(fieldBlocks(fields, of, sight), sight);
}

/** The lines of a section, one block each. */
export function fieldBlocks(fields: readonly Field[], of: Message, sight: Sight): readonly Block[] {
  const { direction } = of;
  const place = placeOf(of);
  const inFocus = fields.filter((field) => sight.focus.has(field.name.toLowerCase()));
  if (sight.detail === 'full')
    return fields.map((field) => fieldBlock(field, inFocus.includes(field), place, sight));
  const others = sight.isLive ? fields.filter((field) => saysMore(field, direction, sight)) : [];
  const news = inFocus.filter((field) => isNews(field, direction, sight));
  return [
    ...news.map((field) => fieldBlock(field, true, place, sight)),
    ...others.map((field) => fieldBlock(field, false, place, sight)),
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

function fieldBlock(field: Field, inFocus: boolean, place: Place, sight: Sight): Block {
  const { knowledge, remarks, detail, isLive } = sight;
  const annotation = knowledge.annotateField(field.name, field.value, place);
  const subject = `field ${field.name.toLowerCase()}`;
  const isNew = remarks.isNew(subject);
  const text = utf8In(field.value) ?? field.value;
  const role = inFocus ? 'focus' : 'plain';
  const rowOf = (value: string): Row => [span(field.name, role), span(': '), span(value, role)];
  if (detail === 'full') return block(rowOf(text), subject, annotation);
  // A key, a token or a signature is recognised by its beginning.
  const row = rowOf(inFocus && (!isLive || !isNew) ? beginningOf(text) : text);
  // A date or a media type that is cut says another thing, so it gets a row of its own.
  const mayBeCut = !isNew && rowCells(row) > SHORT_FIELD;
  return { ...block(row, subject, annotation), ...(mayBeCut && { within: cuttable(row).within }) };
}

/** How long a field is at most that is never cut, in cells: `retry-after` with a date. */
const SHORT_FIELD = 44;

/** A key, token or signature by its first letters; whole what can be read. */
function beginningOf(value: string): string {
  const isOpaque = value.length > 24 && !/\s|^[/<]|:\/\//.test(value);
  return isOpaque ? `${value.slice(0, 12)}…` : value;
}
