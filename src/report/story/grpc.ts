import type { Annotation } from '../../knowledge/fact.ts';
import { findFact, remarkOf } from '../../knowledge/index.ts';
import { formatNumber } from '../../text/quantities.ts';
import { type Row, rowCells, type Span, span, truncate, wrap } from '../../text/spans.ts';
import type { GrpcMessage, GrpcPart } from '../../wire/grpc/types.ts';
import type { Layer, Node } from '../../wire/types.ts';
import { annotated } from './annotate.ts';
import { type Block, block } from './blocks.ts';
import { jsonLine } from './json.ts';
import { textRows } from './long-text.ts';
import type { Sight } from './sight.ts';

/** What carries a part of a call: a frame of HTTP/2, or a message of HTTP/1.1 with a body of gRPC-Web. */
interface Carrier {
  readonly grpc?: GrpcPart;
  readonly layers: readonly Layer[];
}

/** The messages that it carries, each with `on` behind it. */
export function messageRows(carrier: Carrier, on: Row, { cells, detail }: Sight): readonly Row[] {
  const { grpc, layers } = carrier;
  const readings = layers.find(({ protocol }) => protocol === 'protobuf')?.nodes ?? [];
  return (grpc?.messages ?? []).flatMap((message, index) => {
    const said = saidBy(message, readings, index);
    const type = span(message.type ?? 'message', 'strong');
    const head = [type, span(sizeOf(message), 'dim'), ...on];
    if (detail === 'full') return [...wrap(head, cells), ...textRows(said, cells)];
    if (said === '') return [truncate(head, cells)];
    const row = [type, span(' '), span(said)];
    return [[...truncate(row, cells - rowCells(on)), ...on]];
  });
}

/** How a call ended, behind `row`, with what that means if it did not end well. */
export function statusRows(
  row: Row,
  { grpc }: Carrier,
  { remarks, cells, detail }: Sight,
): readonly Row[] {
  const code = grpc?.status?.code ?? 0;
  const plain = detail === 'brief' && code === 0;
  const said = plain ? undefined : statusRemark(code);
  return annotated(row, remarks.once(`grpc-status ${code}`, said), cells, detail);
}

/** How a call ended, as a part of a row; `only` if nothing came before it. */
export function statusBlock(carrier: Carrier, only: boolean): Block {
  const { code = 0, message, name } = carrier.grpc?.status ?? {};
  const said = code === 0 ? undefined : statusRemark(code);
  // A message that only repeats the name says nothing more.
  const status = grpcStatus(carrier).slice(0, message === name ? 2 : undefined);
  const aside = only ? [span('  (trailers only)', 'dim')] : [];
  return block([...status, ...aside], `grpc-status ${code}`, said);
}

/** Its messages in brief, a row each: `Price {"cents":8900}`. */
export function shortMessages({ grpc, layers }: Carrier): readonly Row[] {
  const readings = layers.find(({ protocol }) => protocol === 'protobuf')?.nodes ?? [];
  return (grpc?.messages ?? []).map((message, index) => {
    const said = saidBy(message, readings, index);
    // Of the name of a type the package says least.
    const name = span(message.type?.replace(/^.*\./, '') ?? 'message', 'strong');
    return said === '' ? [name, span(sizeOf(message), 'dim')] : [name, span(' '), span(said)];
  });
}

function statusRemark(code: number): Annotation | undefined {
  const fact = findFact('grpc-status', String(code));
  return fact === undefined ? undefined : remarkOf(fact);
}

/** `grpc-status: 5 NOT_FOUND · no such symbol`. */
export function grpcStatus({ grpc }: Carrier): Span[] {
  if (grpc?.status === undefined) return [];
  const { code, name, message } = grpc.status;
  const row = [span('grpc-status: '), span(`${code} ${name}`, code === 0 ? 'good' : 'bad')];
  if (message !== undefined) row.push(span(' · ', 'dim'), span(message));
  return row;
}

/** The messages in words, by name where their type is known. */
export function messagesInWords({ messages = [] }: GrpcPart): readonly string[] {
  return messages.map(({ type = 'message', value, byteLength }) =>
    value === undefined
      ? `${type} (${byteLength === 1 ? '1 byte' : `${formatNumber(byteLength)} bytes`})`
      : `${type} ${jsonLine(value)}`,
  );
}

/** The status in words. */
export function statusInWords({ status }: GrpcPart): readonly string[] {
  if (status === undefined) return [];
  const { code, name, message } = status;
  return [
    `grpc-status: ${code} ${name}`,
    ...(message === undefined ? [] : [`grpc-message: ${message}`]),
  ];
}

function sizeOf({ byteLength, compressed, truncated }: GrpcMessage): string {
  const how = `${compressed ? ', compressed' : ''}${truncated === true ? ', not kept' : ''}`;
  return ` (${formatNumber(byteLength)} bytes${how})`;
}

/** What a message says: by name if its type is known, else numbers with what they may mean. */
function saidBy(message: GrpcMessage, readings: readonly Node[], index: number): string {
  if (message.value !== undefined) return jsonLine(message.value);
  const nodes = readings.find(({ name }) => name === `${index + 1}`)?.children ?? [];
  return nodes.map(({ name, value }) => `${name}: ${value ?? '{…}'}`).join(' · ');
}
