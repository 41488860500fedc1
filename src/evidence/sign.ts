import type { TranscriptEvent } from '../lab/record/transcript.ts';
import { eventText } from '../report/story/wire-text.ts';
import type { Sign } from './evidence.ts';

/**
 * Whether an event shows a sign. The text is looked at as whole lines: a line break before and after
 * it pins a line, so that `"\nid: 1\n"` is not found in `id: 10`. Case does not matter: the names of
 * fields have none, and every client writes them in its own way.
 */
export function matches(event: TranscriptEvent, sign: Sign): boolean {
  if (sign.from !== undefined && senderOf(event) !== sign.from) return false;
  const text = eventText(event);
  if (text === '') return false;
  const lines = `\n${text}\n`.toLowerCase();
  const stands = (part: string) => lines.includes(part.toLowerCase());
  return sign.has.every(stands) && !sign.lacks?.some(stands);
}

/** Where a sign was seen. */
export interface Sighting {
  /** The place of the first event that shows it, from 0; absent if none does. */
  readonly first?: number;
  /** How many events show it. */
  readonly times: number;
}

/** Where each of the signs is seen, each on its own. */
export function sightings(
  events: readonly TranscriptEvent[],
  signs: readonly Sign[],
): readonly Sighting[] {
  return signs.map((sign) => {
    const seen = events.flatMap((event, place) => (matches(event, sign) ? [place] : []));
    const [first] = seen;
    return first === undefined ? { times: 0 } : { first, times: seen.length };
  });
}

/** The party that did what the event tells; `tap` for its faults, nobody for time that passes. */
export function senderOf(event: TranscriptEvent): string | undefined {
  switch (event.type) {
    case 'message':
      return event.message.direction === 'client-to-server' ? event.client : event.server;
    case 'query':
    case 'connection-opened':
      return event.client;
    case 'connection-refused':
      return event.server;
    case 'connection-ended':
      return enderOf(event);
    case 'fault':
      return 'tap';
    default:
      return undefined;
  }
}

function enderOf({
  by,
  direction,
  client,
  server,
}: Extract<TranscriptEvent, { type: 'connection-ended' }>): string {
  if (by === 'tap') return 'tap';
  return (by === 'sender') === (direction === 'client-to-server') ? client : server;
}

/** A sign in words, for what is said about it. */
export function signText({ has, lacks, from }: Sign): string {
  const quoted = (parts: readonly string[]) => parts.map((part) => JSON.stringify(part)).join(', ');
  const without = lacks === undefined || lacks.length === 0 ? '' : ` without ${quoted(lacks)}`;
  return `${quoted(has)}${without}${from === undefined ? '' : ` from ${from}`}`;
}
