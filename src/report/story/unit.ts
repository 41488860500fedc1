import type {
  ConnectionEndedEvent,
  ConnectionRefusedEvent,
  FaultEvent,
  MessageEvent,
  QueryEvent,
} from '../../lab/record/transcript.ts';
import { toldAs } from './kinds/index.ts';
import type { Nouns } from './kinds/kind.ts';
import { queryLikeness } from './query.ts';
import { endLikeness, likenessOf } from './similarity.ts';

/** What can be folded: something between two parties. */
export type Happening =
  | MessageEvent
  | QueryEvent
  | FaultEvent
  | ConnectionEndedEvent
  | ConnectionRefusedEvent;

/** What is told or folded as a whole: an exchange, a frame of a stream, a statement, a cut. */
export interface Unit {
  /** In order; more than one if it is an exchange. */
  readonly events: Happening[];
  /** Equal for units that a reader cannot tell apart. */
  likeness: string;
  readonly nouns: Nouns;
}

/** An exchange with more messages than this is a stream: each of its later messages is a unit. */
const MOST_IN_EXCHANGE = 5;

/**
 * Gathers what happened in a step into units. A request and its answer are one, and so is a call of
 * few messages; of a stream the head is one unit and each thing that follows another.
 *
 * @param focus names of the fields that the story is about, lower case
 */
export function unitsOf(
  happenings: readonly Happening[],
  focus: ReadonlySet<string>,
): readonly Unit[] {
  const sizes = new Map<string, number>();
  for (const event of happenings) {
    const talk = talkOf(event);
    if (talk !== undefined) sizes.set(talk, (sizes.get(talk) ?? 0) + 1);
  }
  const units: Unit[] = [];
  const open = new Map<string, Unit>();
  for (const event of happenings) {
    const talk = talkOf(event);
    const known = talk === undefined ? undefined : open.get(talk);
    const isStream = talk !== undefined && (sizes.get(talk) ?? 0) > MOST_IN_EXCHANGE;
    if (known !== undefined && (!isStream || belongsToHead(event))) {
      known.events.push(event);
      known.likeness += `\n${likeness(event, focus)}`;
      continue;
    }
    const unit: Unit = {
      events: [event],
      likeness: likeness(event, focus),
      nouns: talk !== undefined && !isStream && isCall(event) ? EXCHANGE : nouns(event),
    };
    units.push(unit);
    if (talk !== undefined && known === undefined) open.set(talk, unit);
  }
  return units;
}

const EXCHANGE: Nouns = ['exchange', 'exchanges'];

function isCall(event: Happening): boolean {
  return event.type === 'message' && event.message.kind.startsWith('http');
}

/** Of a stream: its answer's head belongs to the request. */
function belongsToHead(event: Happening): boolean {
  return event.type === 'message' && event.message.kind === 'http-response';
}

function talkOf(event: Happening): string | undefined {
  if (event.type !== 'message') return undefined;
  const talk = toldAs(event.message).talk(event.message);
  return talk === undefined ? undefined : `${event.connection} ${talk}`;
}

function likeness(event: Happening, focus: ReadonlySet<string>): string {
  switch (event.type) {
    case 'message':
      return likenessOf(event, focus);
    case 'query':
      return queryLikeness(event);
    case 'fault':
      return `fault ${event.fault.kind}`;
    default:
      return endLikeness(event);
  }
}

function nouns(event: Happening): Nouns {
  switch (event.type) {
    case 'message':
      return toldAs(event.message).nouns(event.message);
    case 'query':
      return ['statement', 'statements'];
    case 'fault':
      return ['fault', 'faults'];
    case 'connection-ended':
      return ['broken connection', 'broken connections'];
    case 'connection-refused':
      return ['refused connection', 'refused connections'];
  }
}
