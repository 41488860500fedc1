import { type AddressInfo, connect, createServer } from 'node:net';
import { onTestFinished } from 'vitest';
import { seededRandom } from '../../src/lab/chance/random.ts';
import { openTap, type Tap, type TapEvent, type TapOptions } from '../../src/tap/index.ts';
import { manualClock } from '../../src/testing/manual-clock.ts';
import { lineDissector } from './line-dissector.ts';
import { Party } from './party.ts';

/** A tap between a server and the clients of one test, with everything it reported. */
export interface Rig {
  readonly tap: Tap;
  readonly clock: ReturnType<typeof manualClock>;
  readonly events: readonly TapEvent[];
  /** The events in short, such as `message event 3 whole`. */
  story(): readonly string[];
  /** Resolves with the first event of a type, past or to come, that fits. */
  seen<T extends TapEvent['type']>(
    type: T,
    fits?: (event: Extract<TapEvent, { type: T }>) => boolean,
  ): Promise<Extract<TapEvent, { type: T }>>;
  /** Connects a client through the tap; resolves when the connection is open on both sides of the tap. */
  connect(): Promise<{ client: Party; server: Party }>;
}

/** Sets up a rig that is taken down when the test is over. */
export async function rig(options: Partial<TapOptions> = {}): Promise<Rig> {
  const clock = manualClock();
  const events: TapEvent[] = [];
  const parties: Party[] = [];
  const accepted: ((party: Party) => void)[] = [];
  let watchers: (() => void)[] = [];
  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const party = new Party(socket);
    parties.push(party);
    accepted.shift()?.(party);
  });
  const port = await new Promise<number>((resolve) => {
    listener.listen(0, '127.0.0.1', () => resolve(portOf(listener.address())));
  });
  let connections = 0;
  const tap = await openTap({
    client: 'client',
    server: 'api',
    upstream: { host: '127.0.0.1', port },
    surroundings: { clock, random: seededRandom(1) },
    nextConnection: () => ++connections,
    onEvent: (event) => {
      events.push(event);
      const waiting = watchers;
      watchers = [];
      for (const watcher of waiting) watcher();
    },
    dissect: lineDissector,
    ...options,
  });
  onTestFinished(async () => {
    await tap.close();
    for (const { socket } of parties) socket.destroy();
    await Promise.all(parties.map((party) => party.closed()));
    await new Promise<void>((resolve) => listener.close(() => resolve()));
  });

  const seen: Rig['seen'] = async <T extends TapEvent['type']>(
    type: T,
    fits: (event: Extract<TapEvent, { type: T }>) => boolean = () => true,
  ) => {
    const is = (event: TapEvent): event is Extract<TapEvent, { type: T }> => event.type === type;
    for (;;) {
      const found = events.filter(is).find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => watchers.push(resolve));
    }
  };

  return {
    tap,
    clock,
    events,
    story: () => events.map(inShort),
    seen,
    async connect() {
      const server = new Promise<Party>((resolve) => accepted.push(resolve));
      const socket = connect({
        port: tap.port,
        host: tap.host,
        allowHalfOpen: true,
        noDelay: true,
      });
      const client = new Party(socket);
      parties.push(client);
      const both = { client, server: await server };
      await seen('connection-opened', ({ clientPort }) => clientPort === socket.localPort);
      return both;
    },
  };
}

/** One line for an event, without what differs from run to run. */
function inShort(event: TapEvent): string {
  switch (event.type) {
    case 'connection-opened':
      return `opened ${event.connection}`;
    case 'connection-ended':
      return `${event.direction} ${event.how} by ${event.by}`;
    case 'connection-refused':
      return `refused ${event.code}`;
    case 'message':
      return `${event.message.summary} ${event.delivery}`;
    case 'crossing':
      return `${event.start}–${event.end} of ${event.head?.summary ?? `a message from ${event.messageStart}`}`;
    case 'capture-full':
      return `capture full at ${event.capBytes}`;
    case 'tls-secret':
      return `secret ${event.line.split(' ')[0]}`;
    case 'fault':
      return `fault: ${event.sentence}`;
  }
}

/** The port a server listens on. */
export function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
