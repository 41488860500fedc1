import type { MessageEvent } from '../../lab/record/transcript.ts';
import { gap, type Row, rowCells, span, truncate, wrap } from '../../text/spans.ts';
import type { Message, Problem } from '../../wire/types.ts';
import { bodyRows } from './body.ts';
import { restInWords } from './crossings.ts';
import { framesInBrief } from './frames.ts';
import { fieldRows } from './http.ts';
import { toldAs } from './kinds/index.ts';
import { oneRemark } from './remarks.ts';
import type { Sight } from './sight.ts';

/**
 * True for what is on the wire and says nothing to a reader in a hurry: the end of a body, a stray
 * blank line, frames that only keep HTTP/2 going, and the end of a stream on a connection of which it was told that it is `broken`.
 */
export function isSilent({ message }: MessageEvent, broken: boolean): boolean {
  if (message.kind === 'http-end' && broken) return true;
  return message.problems.length === 0 && toldAs(message).isSilent(message);
}

/**
 * The rows of one message with its problems and whether it arrived. `isRest` leaves its head out, which
 * was told before.
 */
export function messageRows(event: MessageEvent, of: Sight, isRest = false): readonly Row[] {
  const { message } = event;
  const sight = of.detail === 'brief' ? { ...of, remarks: oneRemark(of.remarks) } : of;
  if (isRest) {
    return [
      ...wrap([span(restInWords(event), 'dim')], sight.cells),
      ...restRows(message, sight),
      ...problemsOf(message, sight),
      ...fateRows(event, sight),
    ];
  }
  // If a stream breaks off, that is all there is to say; in full it is said by everyone who noticed.
  if (sight.detail === 'brief' && message.kind === 'http-end' && !message.complete) {
    return toldAs(message).rows(message, sight);
  }
  const rows = toldAs(message).rows(message, sight);
  const undelivered = deliveryRow(event);
  if (undelivered === undefined) return [...rows, ...problemsOf(message, sight)];
  const [only] = rows;
  if (sight.detail === 'brief' && only !== undefined && rows.length === 1) {
    const room = sight.cells - rowCells(undelivered) - 2;
    // That a frame never arrived says more than its last letters.
    const shortened = isHttp(message) ? only : truncate(only, room);
    if (message.problems.length === 0 && rowCells(shortened) <= room)
      return [[...shortened, gap(2), ...undelivered]];
  }
  return [...rows, ...problemsOf(message, sight), ...wrap(undelivered, sight.cells)];
}

/** The rows of frames of one stream that crossed one way together, in brief. */
export function togetherRows(events: readonly MessageEvent[], of: Sight): readonly Row[] {
  const sight = { ...of, remarks: oneRemark(of.remarks) };
  const frames = events.flatMap(({ message }) => (message.kind === 'http2-frame' ? [message] : []));
  return [
    ...framesInBrief(frames, sight),
    ...frames.flatMap((frame) => problemsOf(frame, sight)),
    ...events.flatMap((event) => fateRows(event, sight)),
  ];
}

function problemsOf(message: Message, sight: Sight): readonly Row[] {
  return message.problems.flatMap((problem) => problemRows(problem, sight));
}

function isHttp({ kind }: Message): boolean {
  return kind === 'http-request' || kind === 'http-response';
}

function problemRows(problem: Problem, sight: Sight): readonly Row[] {
  const source = problem.source === undefined ? [] : [gap(2), span(problem.source, 'source')];
  return wrap([span(`! ${problem.text}`, 'warning'), ...source], sight.cells);
}

/** What comes behind the head of a message that was told before. */
function restRows(message: Message, sight: Sight): readonly Row[] {
  if (message.kind !== 'http-request' && message.kind !== 'http-response') return [];
  return [...bodyRows(message, sight), ...fieldRows(message.trailers, message, sight)];
}

function fateRows(event: MessageEvent, { cells }: Sight): readonly Row[] {
  const row = deliveryRow(event);
  return row === undefined ? [] : wrap(row, cells);
}

function deliveryRow({ delivery, unfinished }: MessageEvent): Row | undefined {
  if (delivery === 'whole') return undefined;
  if (unfinished) return [span('… still on its way when the recording ended', 'warning')];
  const text = delivery === 'none' ? 'never delivered' : 'only a part was delivered';
  return [span(`╳ ${text}`, 'fault')];
}
