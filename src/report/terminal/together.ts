import type { FigureEvent, MessageEvent } from '../../lab/record/transcript.ts';
import type { Told } from '../story/selection.ts';

/** Frames of one stream that crossed one way at a time: told on one lane. */
export interface Together {
  readonly what: 'together';
  readonly events: readonly MessageEvent[];
  /** Lab time since what was told before them, in milliseconds. */
  readonly laterMs: number;
}

/** Figures that stand beside each other. */
export interface Figures {
  readonly what: 'figures';
  readonly events: readonly FigureEvent[];
}

/** A close frame that was answered by its like at once. */
export interface Goodbye {
  readonly what: 'goodbye';
  readonly event: MessageEvent;
  readonly laterMs: number;
}

export type Joined = Together | Figures | Goodbye;

type ToldEvent = Extract<Told, { what: 'event' }>;

/** Puts together frames of one stream that crossed one way, a close and its echo, and figures. */
export function together(pieces: readonly Told[]): readonly (Told | Joined)[] {
  const joined: (Told | Joined)[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const next = joinedWith(last, piece);
    if (next === undefined) joined.push(started(piece));
    else joined[joined.length - 1] = next;
  }
  return joined;
}

function started(piece: Told): Told | Joined {
  if (piece.what !== 'event') return piece;
  if (piece.event.type === 'figure') return { what: 'figures', events: [piece.event] };
  const frame = frameOf(piece);
  if (frame === undefined) return piece;
  return { what: 'together', events: [frame], laterMs: piece.laterMs ?? 0 };
}

/** What came so far with the piece behind it; undefined if it begins something else. */
function joinedWith(last: Told | Joined | undefined, piece: Told): Told | Joined | undefined {
  if (last === undefined || piece.what !== 'event') return undefined;
  if (last.what === 'figures' && piece.event.type === 'figure') {
    return { ...last, events: [...last.events, piece.event] };
  }
  if (last.what === 'event' && isEcho(last, piece)) {
    const { event, laterMs = 0 } = last;
    return event.type === 'message' ? { what: 'goodbye', event, laterMs } : undefined;
  }
  if (last.what === 'event' && last.answer === undefined && isAnswered(last, piece)) {
    const { event, laterMs = 0 } = piece;
    return event.type === 'message' ? { ...last, answer: event, answerMs: laterMs } : undefined;
  }
  const frame = frameOf(piece);
  if (last.what !== 'together' || frame === undefined) return undefined;
  const before = last.events.at(-1);
  return before !== undefined && isOneWay(before, frame)
    ? { ...last, events: [...last.events, frame] }
    : undefined;
}

/** True for a request of HTTP/1.1 and its whole answer. */
function isAnswered({ event: one, ...last }: ToldEvent, { event: other, ...next }: ToldEvent) {
  if (one.type !== 'message' || other.type !== 'message') return false;
  const [request, response] = [one.message, other.message];
  return (
    request.kind === 'http-request' &&
    response.kind === 'http-response' &&
    one.connection === other.connection &&
    request.exchange === response.exchange &&
    !last.isHead &&
    !next.isHead &&
    !next.rest
  );
}

function isEcho({ event: one }: ToldEvent, { event: other }: ToldEvent): boolean {
  if (one.type !== 'message' || other.type !== 'message') return false;
  const [first, second] = [closeOf(one), closeOf(other)];
  return (
    first !== undefined &&
    first.code === second?.code &&
    one.at === other.at &&
    one.connection === other.connection &&
    one.message.direction !== other.message.direction
  );
}

/** What an undisturbed close frame says. */
function closeOf({ message, delivery }: MessageEvent) {
  const isWhole = delivery === 'whole' && message.problems.length === 0;
  return message.kind === 'ws-frame' && isWhole ? message.close : undefined;
}

function frameOf(piece: Told): MessageEvent | undefined {
  if (piece.what !== 'event' || piece.event.type !== 'message') return undefined;
  return piece.event.message.kind === 'http2-frame' ? piece.event : undefined;
}

function isOneWay(one: MessageEvent, other: MessageEvent): boolean {
  return (
    one.at === other.at &&
    one.connection === other.connection &&
    one.message.direction === other.message.direction &&
    streamOf(one) === streamOf(other)
  );
}

/** What a frame tells of: a promise, of the stream that it promises and not of the one on which it came. */
function streamOf({ message }: MessageEvent): number | undefined {
  return message.kind === 'http2-frame' ? (message.promisedStream ?? message.stream) : undefined;
}

/** A wait stands at the edge of the row that it is the wait for, and on no row of its own. */
export function besideTheirRows(pieces: readonly Told[]): readonly Told[] {
  return pieces.filter((piece, index) => {
    const next = pieces[index + 1];
    return piece.what !== 'wait' || next?.what !== 'event' || next.laterMs === undefined;
  });
}
