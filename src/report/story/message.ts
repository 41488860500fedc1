import type { MessageEvent } from '../../lab/record/transcript.ts';
import type { Delivery } from '../../tap/events.ts';
import { gap, type Row, rowCells, span, truncate, wrap } from '../../text/spans.ts';
import type { Message, Problem } from '../../wire/types.ts';
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

/** The rows of one message with its problems and whether it arrived. */
export function messageRows(event: MessageEvent, of: Sight): readonly Row[] {
  const { message } = event;
  const sight = of.detail === 'brief' ? { ...of, remarks: oneRemark(of.remarks) } : of;
  // If a stream breaks off, that is all there is to say; in full it is said by everyone who noticed.
  if (sight.detail === 'brief' && message.kind === 'http-end' && !message.complete) {
    return toldAs(message).rows(message, sight);
  }
  const rows = toldAs(message).rows(message, sight);
  const undelivered = deliveryRow(event.delivery);
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

function deliveryRow(delivery: Delivery): Row | undefined {
  if (delivery === 'whole') return undefined;
  const text = delivery === 'none' ? 'never delivered' : 'only a part was delivered';
  return [span(`╳ ${text}`, 'fault')];
}
