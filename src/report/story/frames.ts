import { type Row, rowCells, type Span, span } from '../../text/spans.ts';
import type { Http2Frame } from '../../wire/http2/types.ts';
import { type Block, blockRows, cuttable } from './blocks.ts';
import { shortMessages, statusBlock } from './grpc.ts';
import { fieldBlocks } from './http.ts';
import { deadlineOf, fieldValue, http2Rows, plainFields } from './http2.ts';
import { compactJson } from './json.ts';
import type { Sight } from './sight.ts';
import { carriedFrames } from './websocket.ts';

/**
 * Frames of one stream that crossed one way together, in brief: `POST /shop.Prices/Get · PriceRequest
 * {"product":9} · stream 1`, and `HTTP/2 200` only if nothing else answers.
 */
export function framesInBrief(frames: readonly Http2Frame[], sight: Sight): readonly Row[] {
  const [first] = frames;
  if (first === undefined) return [];
  if (frames.every((frame) => !isCall(frame)))
    return frames.flatMap((frame) => http2Rows(frame, sight));
  const rows = blockRows(
    frames.flatMap((frame) => blocksOf(frame, sight, frames.length > 1)),
    sight,
  );
  const opens = frames.some((frame) => frame.section === 'request' || frame.section === 'push');
  return opens ? withStream(rows, first.promisedStream ?? first.stream, sight) : rows;
}

/** True for what a call says: its header sections and its data. */
function isCall(frame: Http2Frame): boolean {
  return frame.fields !== undefined || frame.frame === 'DATA';
}

function blocksOf(frame: Http2Frame, sight: Sight, isTogether: boolean): readonly Block[] {
  if (frame.section !== undefined && frame.fields !== undefined) {
    return [
      ...headBlocks(frame, isTogether),
      ...fieldBlocks(plainFields(frame, sight), frame, sight),
      ...statusOf(frame, frame.section !== 'trailers'),
    ];
  }
  if (frame.frame === 'DATA') return dataBlocks(frame, sight);
  return http2Rows(frame, sight).map((row) => ({ row }));
}

function statusOf(frame: Http2Frame, only: boolean): readonly Block[] {
  return frame.grpc?.status === undefined ? [] : [statusBlock(frame, only)];
}

/** What DATA says: the messages of a call, trailers of gRPC-Web, frames that it carries, a text. */
function dataBlocks(frame: Http2Frame, sight: Sight): readonly Block[] {
  const said = [...shortMessages(frame).map((row) => cuttable(row)), ...statusOf(frame, false)];
  if (said.length > 0) return said;
  if (frame.text === undefined || carriedFrames(frame).length > 0) {
    return http2Rows(frame, sight).map((row) => ({ row }));
  }
  return [cuttable([span('DATA ', 'strong'), span(compactJson(frame.text))])];
}

function headBlocks(frame: Http2Frame, isTogether: boolean): readonly Block[] {
  const method = fieldValue(frame, ':method');
  if (method !== undefined) {
    const target = fieldValue(frame, ':path') ?? fieldValue(frame, ':authority') ?? '';
    const promises: Span[] = frame.section === 'push' ? [span('promises ')] : [];
    const row = [...promises, span(method, 'strong'), span(` ${target}`)];
    return [cuttable([...row, ...deadlineOf(frame)])];
  }
  const status = fieldValue(frame, ':status');
  if (status === undefined) return [];
  // What a call came to says its own status.
  const isSaid = status === '200' && (isTogether || frame.grpc?.status !== undefined);
  if (isSaid) return [];
  return [{ row: [span(`HTTP/2 ${status}`, 'strong')] }];
}

/** The number of the stream behind the first row that has room for it. */
function withStream(
  rows: readonly Row[],
  stream: number,
  { cells, edgeCells = 0 }: Sight,
): readonly Row[] {
  const on = span(` · stream ${stream}`, 'dim');
  const place = rows.findIndex(
    (row, at) => rowCells(row) + rowCells([on]) <= cells - (at === 0 ? edgeCells : 0),
  );
  const row = rows[place];
  return row === undefined ? rows : rows.with(place, [...row, on]);
}
