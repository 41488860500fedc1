import { formatBytes, formatNumber } from '../../text/quantities.ts';
import { indent, type Row, span, truncate, wrap } from '../../text/spans.ts';
import type { Content, Message } from '../../wire/types.ts';
import { type Block, blockRows, cuttable } from './blocks.ts';
import { graphqlRequestBlocks, graphqlRequestRows, graphqlResponseRows } from './graphql.ts';
import { grpcStatus, messageRows, statusRows } from './grpc.ts';
import { compactJson, isMembers, jsonLine, jsonLines, type Members, parseJson } from './json.ts';
import { MOST_ROWS, restRows, textRows } from './long-text.ts';
import { partBlocks } from './multipart.ts';
import type { Sight } from './sight.ts';

type WithBody = Extract<Message, { kind: 'http-request' | 'http-response' }>;

/** A message's body: JSON on one line, problem details and GraphQL by their meaning, anything else in short. */
export function bodyRows(message: WithBody, sight: Sight): readonly Row[] {
  return blockRows(bodyBlocks(message, sight), sight);
}

/** The same in parts, which stand beside the head of the message if there is room. */
export function bodyBlocks(message: WithBody, sight: Sight): readonly Block[] {
  const { content } = message;
  const { cells, detail } = sight;
  if (content.byteLength === 0) return [];
  if (message.grpc !== undefined) return callBlocks(message, sight);
  if (content.parts !== undefined && content.parts.length > 0) {
    return partBlocks(content, content.parts, sight);
  }
  if (detail === 'brief') return meaningInBrief(message, sight) ?? [shortBody(content)];
  const rows = [...(meaningRows(message, sight) ?? []), ...wholeBody(content, cells)];
  return rows.map((row) => ({ row }));
}

/** A body of gRPC-Web: its messages, and how the call ended. */
function callBlocks(message: WithBody, sight: Sight): readonly Block[] {
  const status = grpcStatus(message);
  const ended = status.length > 0 ? statusRows(status, message, sight) : [];
  const rows = [...messageRows(message, [], sight), ...ended];
  return rows.length > 0
    ? rows.map((row) => ({ row, isOwnRow: true }))
    : [shortBody(message.content)];
}

function meaningInBrief(message: WithBody, sight: Sight): readonly Block[] | undefined {
  const protocols = new Set(message.layers.map((layer) => layer.protocol));
  const body = parseJson(message.content.text);
  if (!isMembers(body)) return undefined;
  if (protocols.has('problem')) {
    // The first one shows what problem details are; in brief their title tells the story.
    const { title } = body;
    if (typeof title !== 'string')
      return problemRows(body, sight.cells).map((row) => cuttable(row));
    // A title that is the status's own phrase says nothing more.
    if (message.kind === 'http-response' && title === message.reason) return [];
    return [cuttable([span('problem: ', 'dim'), span(title, 'strong')])];
  }
  if (!protocols.has('graphql')) return undefined;
  return message.kind === 'http-request'
    ? graphqlRequestBlocks(message, body, sight)
    : graphqlResponseRows(body, MOST_BODY_CELLS, 'brief').map((row) => cuttable(row));
}

/** More than any row shows. */
const MOST_BODY_CELLS = 4_096;

function meaningRows(message: WithBody, { cells }: Sight): readonly Row[] | undefined {
  const protocols = new Set(message.layers.map((layer) => layer.protocol));
  const body = parseJson(message.content.text);
  if (!isMembers(body)) return undefined;
  if (protocols.has('problem')) return problemRows(body, cells);
  if (!protocols.has('graphql')) return undefined;
  return message.kind === 'http-request'
    ? graphqlRequestRows(message, body, cells)
    : graphqlResponseRows(body, cells, 'full');
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

function shortBody(content: Content): Block {
  const { text } = content;
  if (text === undefined) return { row: [span(`(${formatBytes(content.byteLength)})`, 'dim')] };
  const value = parseJson(text);
  const line = span(value === undefined ? text.slice(0, MOST_BODY_CELLS) : compactJson(text));
  const isWhole =
    content.truncated !== true && (value !== undefined || text.length <= MOST_BODY_CELLS);
  const length = span(`  (${formatNumber(content.byteLength)} bytes)`, 'dim');
  return isWhole ? cuttable([line], length) : { ...cuttable([line], length), row: [line, length] };
}

function wholeBody(content: Content, cells: number): readonly Row[] {
  const { text } = content;
  if (text === undefined) return [[span(`(${formatNumber(content.byteLength)} bytes)`, 'dim')]];
  const value = parseJson(text);
  const rows: Row[] = [];
  if (typeof value === 'object' && value !== null) {
    const { lines, whole } = jsonLines(text, MOST_ROWS);
    for (const { depth, text: line } of lines) {
      const by = Math.min(2 * depth, Math.floor(cells / 2));
      for (const row of indent(wrap([span(line)], cells - by), by)) rows.push(row);
    }
    const isLong = rows.length > MOST_ROWS;
    if (isLong) rows.length = MOST_ROWS;
    if (isLong || !whole) rows.push(...restRows(content.byteLength, cells));
  } else {
    rows.push(...textRows(text, cells));
  }
  if (content.codings !== undefined && content.codings.length > 0) {
    rows.push(...wrap([span(`(after ${content.codings.join(', ')} was taken off)`, 'dim')], cells));
  }
  if (content.truncated === true) {
    rows.push(...wrap([span(`… of ${formatNumber(content.byteLength)} bytes`, 'dim')], cells));
  }
  return rows;
}

function compact(value: unknown, cells: number): Row {
  return truncate([span(jsonLine(value))], cells);
}
