import type { Content, Message } from '../../wire/types.ts';
import { formatBytes, formatCount, formatNumber } from '../quantities.ts';
import { indent, paragraphs, type Row, rowCells, span, truncate, wrap } from './spans.ts';

type Detail = 'brief' | 'full';

/** A message's body: JSON on one line, problem details and GraphQL by their meaning, anything else in short. */
export function bodyRows(
  message: Extract<Message, { kind: 'http-request' | 'http-response' }>,
  cells: number,
  detail: Detail,
): readonly Row[] {
  const { content } = message;
  if (content.byteLength === 0) return [];
  const rows = meaningRows(message, cells, detail);
  if (detail === 'brief') return rows ?? shortBody(content, cells);
  return [...(rows ?? []), ...wholeBody(content, cells)];
}

function meaningRows(
  message: Extract<Message, { kind: 'http-request' | 'http-response' }>,
  cells: number,
  detail: Detail,
): readonly Row[] | undefined {
  const protocols = new Set(message.layers.map((layer) => layer.protocol));
  const body = parseObject(message.content.text);
  if (body === undefined) return undefined;
  if (protocols.has('problem')) return problemRows(body, cells);
  if (!protocols.has('graphql')) return undefined;
  return message.kind === 'http-request'
    ? graphqlRequest(body, cells)
    : graphqlResponse(body, cells, detail);
}

/** Members of RFC 9457 §3.1 by meaning, extensions behind them. */
function problemRows(body: Members, cells: number): readonly Row[] {
  const { title, detail, status, type, ...others } = body;
  const rows: Row[] = [];
  if (typeof title === 'string')
    rows.push(...wrap([span('problem: ', 'dim'), span(title, 'strong')], cells));
  if (typeof detail === 'string') rows.push(...indent(wrap([span(detail)], cells - 2), 2));
  const rest = { ...(type === undefined ? {} : { type }), ...others };
  if (Object.keys(rest).length > 0) rows.push(...indent([compact(rest, cells - 2)], 2));
  if (rows.length === 0 && status !== undefined) rows.push(compact(body, cells));
  return rows;
}

function graphqlRequest(body: Members, cells: number): readonly Row[] {
  const query = typeof body.query === 'string' ? body.query : '';
  const rows: Row[] = [truncate([span('graphql: ', 'dim'), span(squeeze(query))], cells)];
  if (typeof body.operationName === 'string') {
    rows.push(truncate([span('operation: ', 'dim'), span(body.operationName)], cells));
  }
  const variables = body.variables;
  if (isMembers(variables) && Object.keys(variables).length > 0) {
    rows.push(truncate([span('variables: ', 'dim'), span(JSON.stringify(variables))], cells));
  }
  return rows;
}

function graphqlResponse(body: Members, cells: number, detail: Detail): readonly Row[] {
  const rows: Row[] = [];
  if ('data' in body)
    rows.push(truncate([span('data: ', 'dim'), span(JSON.stringify(body.data))], cells));
  const errors = Array.isArray(body.errors) ? body.errors : [];
  const shown = detail === 'full' ? errors : errors.slice(0, 3);
  for (const error of shown) {
    if (!isMembers(error)) continue;
    const path = Array.isArray(error.path) ? ` at ${error.path.join('.')}` : '';
    rows.push(
      ...wrap([span('error: ', 'bad'), span(String(error.message)), span(path, 'dim')], cells),
    );
  }
  if (shown.length < errors.length) {
    rows.push([span(`… ${formatCount(errors.length - shown.length, 'more error')}`, 'dim')]);
  }
  return rows;
}

function shortBody(content: Content, cells: number): readonly Row[] {
  const { text } = content;
  if (text === undefined) return [[span(`(${formatBytes(content.byteLength)})`, 'dim')]];
  const value = parse(text);
  const line = span(value === undefined ? text : JSON.stringify(value));
  if (rowCells([line]) <= cells && content.truncated !== true) return [[line]];
  const length = span(`  (${formatNumber(content.byteLength)} bytes)`, 'dim');
  return [[...truncate([line], cells - rowCells([length])), length]];
}

function wholeBody(content: Content, cells: number): readonly Row[] {
  const { text } = content;
  if (text === undefined) return [[span(`(${formatNumber(content.byteLength)} bytes)`, 'dim')]];
  const value = parse(text);
  const rows: Row[] = [];
  if (typeof value === 'object' && value !== null) {
    for (const line of JSON.stringify(value, undefined, 2).split('\n')) {
      const depth = Math.min(line.length - line.trimStart().length, Math.floor(cells / 2));
      rows.push(...indent(wrap([span(line.trimStart())], cells - depth), depth));
    }
  } else {
    rows.push(...paragraphs(text, cells));
  }
  if (content.codings !== undefined && content.codings.length > 0) {
    rows.push(...wrap([span(`(after ${content.codings.join(', ')} was taken off)`, 'dim')], cells));
  }
  if (content.truncated === true) {
    rows.push(...wrap([span(`… of ${formatNumber(content.byteLength)} bytes`, 'dim')], cells));
  }
  return rows;
}

/** Data on one row: JSON without its white space, any other text as it is. */
export function compactText(text: string): string {
  const value = parse(text);
  return value === undefined ? text : JSON.stringify(value);
}

type Members = Readonly<Record<string, unknown>>;

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON, or JSON that was cut: it is shown as the text it is.
    return undefined;
  }
}

function parseObject(text: string | undefined): Members | undefined {
  const value = text === undefined ? undefined : parse(text);
  return isMembers(value) ? value : undefined;
}

function compact(value: unknown, cells: number): Row {
  return truncate([span(JSON.stringify(value))], cells);
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
