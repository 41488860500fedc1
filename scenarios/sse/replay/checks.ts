import type { CrossedWire, Seen, SseEvent, Wire } from 'apilab';
import { fieldOf } from 'apilab';
import { runs } from 'apilab/parts/checks/sequences';

/** Which prices the first reader got, in short: `prices 1-3 7-20`. */
export function pricesOf(wire: Wire): string {
  return `prices ${runs(wire.events('prices').map(({ id }) => Number(id)))}`;
}

/** What each reconnection asked to resume after, beside the id of the last event that had come whole. */
export function resumedAfter(wire: Wire) {
  const delivered = wire.events('prices');
  const [, ...reconnections] = wire.requests('prices');
  const after = (ids: readonly (string | undefined)[]) =>
    ids.map((id) => `after ${id ?? 'nothing'}`).join(' · ');
  return {
    asked: after(reconnections.map((request) => fieldOf(request, 'last-event-id'))),
    received: after(
      reconnections.map(({ at }) => delivered.findLast((event) => event.at < at)?.id),
    ),
  };
}

/** How long after the end of each connection the next one was opened: `1000 ms`. */
export function waitsBetweenConnections(wire: Wire): string[] {
  const connections = wire.connections('prices');
  return connections
    .slice(1)
    .map(({ openedAt }, index) => `${openedAt - (connections[index]?.endedAt ?? 0)} ms`);
}

/** What a reader got: `prices 3-4`, `reset`, or `nothing`. */
export function got(events: readonly Seen<SseEvent>[]): string {
  const numbers = events.flatMap(({ event, id }) => (event === 'tick' ? [Number(id)] : []));
  const words = [
    ...(events.some(({ event }) => event === 'reset') ? ['reset'] : []),
    ...(numbers.length > 0 ? [`prices ${runs(numbers)}`] : []),
  ];
  return words.length === 0 ? 'nothing' : words.join(', ');
}

/** What each reader of a step asked for and got: `after 3: prices 4 · after 1: reset`. */
export function answersByPlace({ requests, events }: CrossedWire): string {
  return requests
    .map((request) => {
      const own = events.filter(({ connection }) => connection === request.connection);
      return `after ${fieldOf(request, 'last-event-id')}: ${got(own)}`;
    })
    .join(' · ');
}
