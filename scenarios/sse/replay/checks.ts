import type { Seen, SseEvent, Wire } from 'apilab';
import { fieldOf } from 'apilab';

/** What each reconnection asked to resume after, and the id of the last event that had come whole. */
export function resumedAfter(wire: Wire) {
  const delivered = wire.events('prices');
  const [, ...reconnections] = wire.requests('prices');
  return {
    asked: reconnections.map((request) => fieldOf(request, 'last-event-id')),
    received: reconnections.map(({ at }) => delivered.findLast((event) => event.at < at)?.id),
  };
}

/** How long after the end of each connection the next one was opened, in milliseconds. */
export function waitsBetweenConnections(wire: Wire): number[] {
  const connections = wire.connections('prices');
  return connections
    .slice(1)
    .map(({ openedAt }, index) => openedAt - (connections[index]?.endedAt ?? 0));
}

/** What a reader got: prices by their numbers, or `reset`. */
export function inShort(events: readonly Seen<SseEvent>[]): string {
  const words = events.map(({ event, id }) => (event === 'tick' ? id : event));
  return words.length === 0 ? 'nothing' : words.join(' ');
}
