import type { Annotation, FactKind } from '../../knowledge/fact.ts';
import { findFact, remarkOf } from '../../knowledge/index.ts';
import { formatDuration, formatNumber } from '../../text/quantities.ts';
import { type Row, rowCells, type Span, span, truncate, wrap } from '../../text/spans.ts';
import type { GrpcPart } from '../../wire/grpc/types.ts';
import type { Http2Frame } from '../../wire/http2/types.ts';
import type { Field } from '../../wire/types.ts';
import { annotated } from './annotate.ts';
import { grpcStatus, messageRows, statusRows } from './grpc.ts';
import { fieldRows } from './http.ts';
import { compactJson } from './json.ts';
import { textRows } from './long-text.ts';
import { placeOf } from './place.ts';
import type { Sight } from './sight.ts';
import { carriedFrames, websocketRows } from './websocket.ts';

/** Frames that keep a connection going and say nothing of what it is for. */
const keepGoing: ReadonlySet<string> = new Set([
  'SETTINGS',
  'WINDOW_UPDATE',
  'PING',
  'PRIORITY',
  'PRIORITY_UPDATE',
]);

/** True for frames that a reader in a hurry can do without. */
export function isHousekeeping(frame: Http2Frame): boolean {
  if (keepGoing.has(frame.frame)) return true;
  if (frame.frame === 'GOAWAY') return frame.errorCode === 'NO_ERROR';
  if (frame.frame === 'DATA') return frame.dataLength === 0;
  return (frame.frame === 'HEADERS' || frame.frame === 'CONTINUATION') && !isWhole(frame);
}

/** A frame: a header section as in HTTP/1.1, DATA by what it carries, the rest by name. */
export function http2Rows(frame: Http2Frame, sight: Sight): readonly Row[] {
  const framing = sight.detail === 'full' ? wrap([span(framingOf(frame), 'dim')], sight.cells) : [];
  return [...framing, ...meaningRows(frame, sight)];
}

function meaningRows(frame: Http2Frame, sight: Sight): readonly Row[] {
  if (frame.section !== undefined && frame.fields !== undefined) return sectionRows(frame, sight);
  if (frame.frame === 'DATA') return dataRows(frame, sight);
  if (sight.detail === 'full') return detailRows(frame, sight);
  const [name, ...detail] = frame.summary.split(': ');
  const role = frame.errorCode === undefined ? 'plain' : 'warning';
  const row = [span(name ?? '', 'strong')];
  if (detail.length > 0) row.push(span(': '), span(detail.join(': '), role));
  return annotated(
    truncate(row, sight.cells),
    errorRemark(frame, sight),
    sight.cells,
    sight.detail,
  );
}

/** `HEADERS · END_HEADERS · stream 1, open · 45 bytes`. */
function framingOf(message: Http2Frame): string {
  const { frame, type, flags, stream, streamState } = message;
  // Inside TLS the message's own range counts the records.
  const { start, end } = message.inside ?? message;
  const name = frame === 'UNKNOWN' ? `frame of the unknown type ${type}` : frame;
  const on = stream === 0 ? 'connection' : `stream ${stream}`;
  const state = streamState === undefined ? '' : `, ${streamState}`;
  const length = `${formatNumber(end - start - 9)} bytes of payload`;
  return [name, ...flags, on + state, length].join(' · ');
}

function sectionRows(frame: Http2Frame, sight: Sight): readonly Row[] {
  const rows = [...headRows(frame, sight)];
  if (frame.grpc?.status !== undefined && frame.section !== 'trailers') {
    rows.push(
      ...statusRows([...grpcStatus(frame), span('  (trailers only)', 'dim')], frame, sight),
    );
  }
  return sight.detail === 'full'
    ? [...rows, ...writtenRows(frame, sight.cells)]
    : [...rows, ...fieldRows(plainFields(frame, sight), frame, sight)];
}

/** The fields that no other row tells of; binary metadata with its bytes. */
export function plainFields({ fields = [], grpc }: Http2Frame, { focus }: Sight): readonly Field[] {
  return fields
    .filter(({ name }) => !name.startsWith(':') && !isTold(name, grpc, focus))
    .map(({ name, value }) => {
      const bytes = name.endsWith('-bin')
        ? grpc?.metadata?.find((each) => each.name === name)?.value
        : undefined;
      // Bytes that came as they are would be nothing to read.
      const isRaw = bytes !== undefined && value.startsWith('\0');
      if (isRaw) return { name, value: `0x${bytes}` };
      return { name, value: bytes === undefined ? value : `${value} (0x${bytes})` };
    });
}

function isTold(name: string, grpc: GrpcPart | undefined, focus: ReadonlySet<string>): boolean {
  if (grpc?.status !== undefined && (name === 'grpc-status' || name === 'grpc-message'))
    return true;
  return grpc?.timeoutMs !== undefined && name === 'grpc-timeout' && !focus.has(name);
}

/** The first row of a section: `POST /shop.Prices/Get  HTTP/2 · stream 1`. */
function headRows(frame: Http2Frame, sight: Sight): readonly Row[] {
  const { knowledge, remarks, cells, detail } = sight;
  const on = span(` · stream ${frame.promisedStream ?? frame.stream}`, 'dim');
  const method = fieldValue(frame, ':method');
  const status = fieldValue(frame, ':status');
  if (method !== undefined) {
    const push = frame.section === 'push' ? [span('promises '), span(method, 'strong')] : [];
    const target = fieldValue(frame, ':path') ?? fieldValue(frame, ':authority') ?? '';
    const name = push.length > 0 ? push : [span(method, 'strong')];
    const row = [...name, span(` ${target}`), span('  HTTP/2', 'dim'), on, ...deadlineOf(frame)];
    return [truncate(row, cells)];
  }
  if (status !== undefined) {
    const plain = detail === 'brief' && status === '200';
    const remark = plain ? undefined : knowledge.annotateStatus(Number(status), placeOf(frame));
    const row = [span(`HTTP/2 ${status}`, 'strong'), on];
    return annotated(row, remarks.once(`status ${status}`, remark), cells, detail);
  }
  if (frame.grpc?.status === undefined) return wrap([span('trailers', 'strong'), on], cells);
  return statusRows([...grpcStatus(frame), on], frame, sight);
}

function remarkFrom(kind: FactKind, name: string): Annotation | undefined {
  const fact = findFact(kind, name);
  return fact === undefined ? undefined : remarkOf(fact);
}

export function deadlineOf({ grpc }: Http2Frame): readonly Span[] {
  if (grpc?.timeoutMs === undefined) return [];
  return [span(' · deadline ', 'dim'), span(formatDuration(grpc.timeoutMs))];
}

/** All fields with how each was written in HPACK. */
function writtenRows({ fields = [] }: Http2Frame, cells: number): readonly Row[] {
  return fields.flatMap(({ name, value, representation, index }) => {
    const table = index === undefined ? '' : ` ${index} (${index > 61 ? 'dynamic' : 'static'})`;
    const written = span(`  ${representation}${table}`, 'dim');
    return wrap([span(name), span(': '), span(value), written], cells);
  });
}

function dataRows(frame: Http2Frame, sight: Sight): readonly Row[] {
  const { cells, detail } = sight;
  const on = span(` · stream ${frame.stream}`, 'dim');
  const messages = messageRows(frame, [on], sight);
  // Trailers of gRPC-Web lie in the data.
  const status = grpcStatus(frame);
  const ended = status.length > 0 ? statusRows([...status, on], frame, sight) : [];
  if (messages.length + ended.length > 0) return [...messages, ...ended];
  const carried = carriedFrames(frame);
  if (carried.length > 0)
    return carried.flatMap((each) => withStream(websocketRows(each, sight), on, cells));
  const tunnelled = (frame.tunnel ?? []).map(
    ({ summary }): Row => [span(summary, 'strong'), span(' · in the tunnel', 'dim')],
  );
  if (tunnelled.length > 0) {
    const said = detail === 'full' ? textRows(frame.text ?? '', cells) : [];
    return [...tunnelled.flatMap((row) => withStream([row], on, cells)), ...said];
  }
  const length = frame.dataLength ?? 0;
  const name = frame.tunnel === undefined ? 'DATA' : 'tunnel data';
  const head = [span(name, 'strong'), span(` ${formatNumber(length)} bytes`), on];
  if (frame.text === undefined) return [truncate(head, cells)];
  if (detail === 'full') return [...wrap(head, cells), ...textRows(frame.text, cells)];
  const row = [span(`${name} `, 'strong'), span(compactJson(frame.text))];
  return [[...truncate(row, cells - rowCells([on])), on]];
}

/** Says behind the first row of a frame on which stream it came. */
function withStream(rows: readonly Row[], on: Span, cells: number): readonly Row[] {
  const [first, ...rest] = rows;
  if (first === undefined) return rows;
  const row = truncate(first, cells - rowCells([on]));
  return [[...row, on], ...rest];
}

function errorRemark({ errorCode }: Http2Frame, { remarks }: Sight): Annotation | undefined {
  if (errorCode === undefined) return undefined;
  return remarks.once(`error ${errorCode}`, remarkFrom('http2-error', errorCode));
}

function detailRows(frame: Http2Frame, sight: Sight): readonly Row[] {
  const { cells } = sight;
  if (frame.settings !== undefined) {
    return frame.settings.flatMap(({ name, value }) =>
      annotated(
        [span(`${name}: `), span(formatNumber(value))],
        sight.remarks.once(`setting ${name}`, remarkFrom('http2-setting', name)),
        cells,
        'full',
      ),
    );
  }
  const [, ...detail] = frame.summary.split(': ');
  const debug = frame.debug === undefined ? [] : textRows(frame.debug, cells);
  const row = [span(detail.join(': '), frame.errorCode === undefined ? 'plain' : 'warning')];
  const said = errorRemark(frame, sight);
  const rows = said === undefined ? wrap(row, cells) : annotated(row, said, cells, 'full');
  return [...rows, ...windowRows(frame, cells), ...debug];
}

function windowRows({ windows }: Http2Frame, cells: number): readonly Row[] {
  if (windows === undefined) return [];
  const stream =
    windows.stream === undefined ? '' : `, ${formatNumber(windows.stream)} on the stream`;
  const text = `may send ${formatNumber(windows.connection)} bytes on the connection${stream}`;
  return wrap([span(text, 'dim')], cells);
}

/** True if the frame completes a header block. */
function isWhole({ section }: Http2Frame): boolean {
  return section !== undefined;
}

export function fieldValue({ fields = [] }: Http2Frame, name: string): string | undefined {
  return fields.find((field) => field.name === name)?.value;
}
