import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import type { PartyName } from '../../tap/events.ts';
import { cuts } from './connection.ts';

/**
 * How something is drawn between two parties: `lost` never arrived whole, `cut` broke a connection,
 * `touched` is a fault or a remark that leaves the connection alive.
 */
export type ArrowSort = 'request' | 'response' | 'lost' | 'cut' | 'query' | 'touched';

/** One arrow of a sequence diagram. */
export interface Arrow {
  readonly from: PartyName;
  readonly to: PartyName;
  readonly sort: ArrowSort;
}

/** The arrow of an event; nothing for what has no place between two parties. */
export function arrowOf(event: TranscriptEvent): Arrow | undefined {
  switch (event.type) {
    case 'message': {
      const { client, server, message, delivery } = event;
      const request = message.direction === 'client-to-server';
      const [from, to] = request ? [client, server] : [server, client];
      if (delivery === 'none') return { from, to, sort: 'lost' };
      return { from, to, sort: request ? 'request' : 'response' };
    }
    case 'query':
      return { from: event.client, to: event.database, sort: 'query' };
    case 'fault':
      return { from: event.client, to: event.server, sort: cuts(event) ? 'cut' : 'touched' };
    case 'connection-refused':
      return { from: event.client, to: event.server, sort: 'cut' };
    case 'connection-ended':
      return {
        from: event.client,
        to: event.server,
        sort: event.how === 'rst' ? 'cut' : 'touched',
      };
    case 'connection-opened':
      return { from: event.client, to: event.server, sort: 'touched' };
    default:
      return undefined;
  }
}

/** Gathers who takes part, in order of appearance. */
export function partiesOf(events: readonly TranscriptEvent[]): readonly PartyName[] {
  const parties = new Set<PartyName>();
  for (const event of events) {
    const arrow = arrowOf(event);
    if (arrow === undefined) continue;
    // Whoever asks stands before whoever answers.
    const asks =
      event.type === 'query' ? event.client : 'client' in event ? event.client : arrow.from;
    parties.add(asks);
    parties.add(asks === arrow.from ? arrow.to : arrow.from);
  }
  return [...parties];
}
