import type { CrossingEvent, MessageEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import { formatBytes, formatDuration } from '../../text/quantities.ts';
import { safeText } from '../../text/safe-text.ts';

/** How long a message must be on its way, and how seldom it says how far it is. In milliseconds. */
const PROGRESS_MS = 2_000;

/** What a crossing, or the message behind it, adds to what is told. */
export type Under =
  /** The head of a message whose rest is still to come, as a message of its own. */
  | { readonly is: 'head'; readonly event: MessageEvent }
  /** How far it is. */
  | { readonly is: 'progress'; readonly text: string }
  | undefined;

/** A message on its way in one direction of a connection. */
interface OnItsWay {
  readonly messageStart: number;
  readonly summary: string | undefined;
  toldAt: number;
}

/** Knows which messages were told by their heads: what follows tells only the rest. */
export class Crossings {
  readonly #onTheirWay = new Map<string, OnItsWay>();

  /** What a crossing adds. `isLive` is true if somebody looks on while it comes. */
  take(event: CrossingEvent, isLive: boolean): Under {
    const { at, connection, direction, messageStart, end, head, inside } = event;
    const key = `${connection} ${direction}${inside ? ' inside' : ''}`;
    const known = this.#onTheirWay.get(key);
    if (head !== undefined) {
      this.#onTheirWay.set(key, { messageStart, summary: head.summary, toldAt: at });
      return { is: 'head', event: headOf(event, head) };
    }
    if (known?.messageStart !== messageStart) {
      this.#onTheirWay.set(key, { messageStart, summary: undefined, toldAt: at });
      return undefined;
    }
    if (!isLive || at - known.toldAt < PROGRESS_MS) return undefined;
    known.toldAt = at;
    const what = known.summary === undefined ? `connection ${connection}` : known.summary;
    const amount = formatBytes(end - messageStart);
    return { is: 'progress', text: safeText(`… ${what}: ${amount} so far …`) };
  }

  /** True if the head of this message was told: asked once, when it is whole. */
  isRest({ connection, message }: MessageEvent): boolean {
    const { direction, inside, start } = message;
    const key = `${connection} ${direction}${inside === undefined ? '' : ' inside'}`;
    const known = this.#onTheirWay.get(key);
    if (known?.messageStart !== (inside ?? { start }).start) return false;
    this.#onTheirWay.delete(key);
    return known.summary !== undefined;
  }
}

function headOf(event: CrossingEvent, head: NonNullable<CrossingEvent['head']>): MessageEvent {
  const { at, connection, client, server } = event;
  return { type: 'message', at, connection, client, server, delivery: 'whole', message: head };
}

/**
 * The crossings of a step without those that tell nothing: where nothing else crossed the connection
 * before the message was whole, the message alone tells it all.
 */
export function worthTelling(events: readonly TranscriptEvent[]): readonly TranscriptEvent[] {
  if (!events.some(({ type }) => type === 'crossing')) return events;
  return events.filter((event, index) => {
    if (event.type !== 'crossing') return true;
    const { connection, direction, messageStart, inside } = event;
    for (const later of events.slice(index + 1)) {
      if (!('connection' in later) || later.connection !== connection) continue;
      if (later.type === 'crossing' && later.direction === direction) continue;
      if (later.type !== 'message' || later.message.direction !== direction) return true;
      const place = inside ? later.message.inside : later.message;
      // The records that what is inside lies in say nothing of it.
      if (place === undefined) continue;
      return place.start !== messageStart;
    }
    return true;
  });
}

/** How the rest of a message came: `POST /up, whole after 2.1 s`. */
export function restInWords({ at, begunAt, message, unfinished }: MessageEvent): string {
  const took = begunAt === undefined ? 0 : at - begunAt;
  const after = took >= 1 ? ` after ${formatDuration(took)}` : '';
  const { start, end } = message.inside ?? message;
  const size = formatBytes(end - start);
  return unfinished
    ? `… ${message.summary}: ${size} so far${after}`
    : `… ${message.summary}: whole${after}, ${size}`;
}
