import type { Direction, Field, HttpEnd, HttpRequest, HttpResponse } from '../../wire/types.ts';
import { formatCount } from '../quantities.ts';
import { annotated } from './annotate.ts';
import { bodyRows } from './body.ts';
import type { Knowledge } from './options.ts';
import type { Remarks } from './remarks.ts';
import { isRoutine } from './routine-fields.ts';
import { type Row, span, truncate, wrap } from './spans.ts';
import { acceptRows } from './websocket.ts';

/** What the rows of a message depend on besides the message. */
export interface Sight {
  /** Cells that a row may take. */
  readonly cells: number;
  readonly detail: 'brief' | 'full';
  /** Fields the story is about, lower case. */
  readonly focus: ReadonlySet<string>;
  readonly knowledge: Knowledge;
  readonly remarks: Remarks;
}

/** A request or response: its first line, the fields that matter, the rest folded, its body. */
export function httpRows(message: HttpRequest | HttpResponse, sight: Sight): readonly Row[] {
  return [
    ...startLine(message, sight),
    ...fieldRows(message.fields, message.direction, sight),
    ...(message.kind === 'http-response' ? acceptRows(message, sight.cells) : []),
    ...bodyRows(message, sight.cells, sight.detail),
    ...fieldRows(message.trailers, message.direction, sight),
  ];
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
  const inFocus = fields.filter((field) => sight.focus.has(field.name.toLowerCase()));
  const others = fields.filter((field) => !inFocus.includes(field));
  if (sight.detail === 'full')
    return fields.flatMap((field) => fieldRow(field, inFocus.includes(field), sight));
  // What a direction has said before, word for word, says nothing new.
  const shown = others.filter(
    ({ name, value }) =>
      !isRoutine({ name, value }) && sight.remarks.isNew(`${direction} ${name}: ${value}`),
  );
  const folded = others.filter((field) => !shown.includes(field));
  return [
    ...inFocus.flatMap((field) => fieldRow(field, true, sight)),
    ...shown.flatMap((field) => fieldRow(field, false, sight)),
    ...foldedRows(folded, direction, sight),
  ];
}

function fieldRow(field: Field, inFocus: boolean, sight: Sight): readonly Row[] {
  const annotation = sight.knowledge.annotateField(field.name, field.value);
  const subject = `field ${field.name.toLowerCase()}`;
  const { once, onceInStep } = sight.remarks;
  // What the story is about is explained again in a later step, where its value is another.
  const remark = inFocus
    ? onceInStep(subject, once(`${subject}: ${field.value}`, annotation))
    : once(subject, annotation);
  const row = [
    span(field.name, inFocus ? 'focus' : 'plain'),
    span(': '),
    span(field.value, inFocus ? 'focus' : 'plain'),
  ];
  return annotated(row, remark, sight.cells, sight.detail);
}

/** The names of what is folded away, once a step where they are the same again. */
function foldedRows(fields: readonly Field[], direction: Direction, sight: Sight): readonly Row[] {
  const names = fields.map((field) => field.name.toLowerCase()).join(', ');
  if (fields.length === 0 || !sight.remarks.isNewInStep(`${direction} + ${names}`)) return [];
  const text = `+ ${formatCount(fields.length, 'field')}: ${names}`;
  return [truncate([span(text, 'dim')], sight.cells)];
}
