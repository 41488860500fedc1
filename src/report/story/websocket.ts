import { type Annotation, findFact, remarkOf } from '../../knowledge/index.ts';
import { formatNumber } from '../../text/quantities.ts';
import { gap, type Row, rowCells, type Span, span, truncate, wrap } from '../../text/spans.ts';
import type { Http2Frame } from '../../wire/http2/types.ts';
import type { HttpResponse, Layer, Node, WsFrame } from '../../wire/types.ts';
import { annotated } from './annotate.ts';
import { compactJson, isMembers, jsonLine, parseJson } from './json.ts';
import { textRows } from './long-text.ts';
import type { Sight } from './sight.ts';

/** The frames of a WebSocket that a DATA frame of HTTP/2 completes, as if each stood alone (RFC 8441). */
export function carriedFrames(frame: Http2Frame): readonly WsFrame[] {
  const places = frame.layers
    .filter(({ protocol }) => protocol === 'websocket')
    .flatMap(({ nodes }) => nodes.filter(({ kind }) => kind === 'ws.frame'));
  return (frame.websocket ?? []).map((carried, index) => {
    const { start = 0, end = 0, value = '', children = [] } = places[index] ?? {};
    const { direction } = frame;
    const layers: readonly Layer[] = [{ protocol: 'websocket', space: 'wire', nodes: children }];
    const base = { direction, start, end, summary: value, layers, problems: [] };
    return { kind: 'ws-frame', ...base, ...carried };
  });
}

/** A frame on one row, such as `text · {"type":"join"}` or `close 1000 normal closure`; in full, what it says below it. */
export function websocketRows(frame: WsFrame, sight: Sight): readonly Row[] {
  const head = headOf(frame);
  if (frame.close !== undefined) return closeRows(head, frame.close, sight);
  if (sight.detail === 'full') return fullRows(frame, head, sight);
  const said = saidIn(frame);
  const row = said === '' ? head : [...head, span(' · ', 'dim'), span(said)];
  if (frame.opcode === 'ping' || frame.opcode === 'pong') {
    return annotated(row, remarkOn(frame, sight), sight.cells, sight.detail);
  }
  if (rowCells(row) <= sight.cells) return [row];
  const length = span(`  (${lengthOf(frame)})`, 'dim');
  return [[...truncate(row, sight.cells - rowCells([length])), length]];
}

/** The accept that the key asks for, if the response gives it; what is wrong is told as a problem. */
export function acceptRows(
  message: HttpResponse,
  { cells, detail, remarks, focus, isLive }: Sight,
): readonly Row[] {
  const handshake = message.layers.find(({ protocol }) => protocol === 'websocket');
  const accept = handshake?.nodes.find(({ kind }) => kind === 'ws.accept');
  if (accept?.value === undefined) return [];
  const holds = accept.problem === undefined;
  const source = span('RFC 6455 §4.2.2', 'source');
  if (holds && detail === 'brief') {
    const isTold = isLive === true || focus.has('sec-websocket-accept');
    if (!isTold || !remarks.isUnsaid('accept')) return [];
    const row = [span('✓ ', 'good'), span('it is base64(SHA-1(key + GUID))', 'remark')];
    return wrap([...row, gap(2), source], cells);
  }
  return wrap(
    [
      span(holds ? '✓ ' : '✗ ', holds ? 'good' : 'bad'),
      span('base64(SHA-1(key + GUID)) = ', 'remark'),
      span(accept.value, 'strong'),
      span('  '),
      source,
    ],
    cells,
  );
}

/** What the frame is: its opcode, or the type of the GraphQL message that it carries. */
function headOf(frame: WsFrame): Span[] {
  const graphql = frame.message?.graphql;
  if (graphql !== undefined) {
    const id = graphql.id === undefined ? [] : [span(' · id: ', 'dim'), span(graphql.id, 'strong')];
    return [span(graphql.type, 'strong'), ...id];
  }
  const name = [span(frame.opcode, 'strong')];
  if (frame.compressed) name.push(span(' (compressed)', 'dim'));
  if (!frame.fin) name.push(span(' (more follows)', 'dim'));
  else if (frame.opcode === 'continuation' && frame.message !== undefined) {
    const { type, frames } = frame.message;
    name.push(span(` (completes a ${type} message of ${frames} frames)`, 'dim'));
  }
  return name;
}

/** What the frame says, on one row. */
function saidIn(frame: WsFrame): string {
  const { message } = frame;
  if (message?.graphql !== undefined) return graphqlPayload(message.text);
  if (message?.text !== undefined) return compactJson(message.text);
  const payload = frame.layers[0]?.nodes.find(({ kind }) => kind === 'ws.payload')?.value;
  if (payload !== undefined && payload !== '') return payload;
  return frame.payloadLength === 0 ? '' : lengthOf(frame);
}

function graphqlPayload(text: string | undefined): string {
  const body = parseJson(text);
  return isMembers(body) && body.payload !== undefined ? jsonLine(body.payload) : '';
}

function lengthOf({ message, payloadLength }: WsFrame): string {
  const known = message !== undefined && message.truncated !== true;
  const length = known ? message.byteLength : payloadLength;
  return length === 1 ? '1 byte' : `${formatNumber(length)} bytes`;
}

/** What a frame of its opcode is for. */
function remarkOn({ opcode, message }: WsFrame, sight: Sight): Annotation | undefined {
  // The row names the GraphQL message, which the opcode says nothing about.
  if (message?.graphql !== undefined) return undefined;
  const fact = findFact('ws-opcode', opcode);
  if (fact === undefined) return undefined;
  return sight.remarks.once(`opcode ${opcode}`, remarkOf(fact));
}

function closeRows(
  head: readonly Span[],
  close: NonNullable<WsFrame['close']>,
  sight: Sight,
): readonly Row[] {
  const fact = findFact('close-code', String(close.code));
  const row = [...head, span(` ${close.code}`, 'strong')];
  if (fact !== undefined) row.push(span(` ${fact.title.toLowerCase()}`));
  if (close.reason !== '') row.push(span(' · ', 'dim'), span(close.reason));
  const remark = fact === undefined ? undefined : remarkOf(fact);
  const said = sight.remarks.once(`close ${close.code}`, remark);
  return annotated(row, said, sight.cells, sight.detail);
}

function fullRows(frame: WsFrame, head: readonly Span[], sight: Sight): readonly Row[] {
  const { cells } = sight;
  const parts = (frame.layers[0]?.nodes ?? []).filter(({ kind }) => kind !== 'ws.payload');
  const framing = parts.flatMap(framingText).join(' · ');
  const said = frame.message?.text ?? saidIn(frame);
  return [
    ...annotated(head, remarkOn(frame, sight), cells, 'full'),
    ...wrap([span(framing, 'dim')], cells),
    ...(said === '' ? [] : textRows(said, cells)),
  ];
}

function framingText({ kind, value }: Node): readonly string[] {
  if (value === undefined) return [];
  return [kind === 'ws.mask-key' ? `key ${value}` : value];
}
