import { amount, atLeast, atMost, besides, type Figure, goals } from './figure.ts';
import { Asker, roundTrips } from './load.ts';
import { CONNECTIONS, Route, takeTurns } from './route.ts';
import { Http1Speech } from './speech/http1.ts';
import { Http2Speech } from './speech/http2.ts';
import type { Speech } from './speech/speech.ts';
import { WebSocketSpeech } from './speech/websocket.ts';
import { median, medianRatio } from './statistics.ts';
import type { Party, Workshop } from './workshop.ts';

const TRIP_ROUNDS = 60;
const TRIPS = 50;

/** More than the load sends on a connection, so that the tap reports to the end. */
const CAPTURE_BYTES = 4 * 1024 ** 3;

/** Where the relay's package lies. */
export interface Built {
  /** URL of the folder of compiled code, with a slash at its end. */
  readonly built: string;
}

/**
 * Requests a second and round trips: to the server, through a tap, through mockttp, and through a
 * relay that does nothing else. That one is what a relay of Node's sockets comes to at best, where
 * load, relay and server share the machine's cores.
 */
export async function measureRelay(workshop: Workshop, { built }: Built): Promise<Figure[]> {
  const figures = await measureHttp1(workshop, built);
  for (const [name, title, speak] of [
    ['http2', 'HTTP/2, unary calls', () => new Http2Speech()],
    ['websocket', 'WebSocket, echo', () => new WebSocketSpeech()],
  ] as const) {
    const server = await workshop.start(name);
    const relays = await startRelays(workshop, built, server);
    const routes = await openRoutes(server, relays, speak);
    await takeTurns(routes.direct, routes.tapped, routes.bare);
    figures.push(...sharesOfDirect(`-${name}`, title, routes));
    for (const party of [relays.tap, relays.bareRelay, server]) await party.end();
  }
  return figures;
}

interface Relays {
  readonly tap: Party;
  readonly bareRelay: Party;
}

interface Routes {
  readonly direct: Route;
  readonly tapped: Route;
  readonly bare: Route;
}

async function startRelays(workshop: Workshop, built: string, server: Party): Promise<Relays> {
  const upstream = server.port;
  return {
    tap: await workshop.start('tap', { built, upstream, captureBytes: CAPTURE_BYTES }),
    bareRelay: await workshop.start('bare-relay', { upstream }),
  };
}

async function openRoutes(
  server: Party,
  { tap, bareRelay }: Relays,
  speak: () => Speech,
): Promise<Routes> {
  return {
    direct: await Route.open(server, speak),
    tapped: await Route.open(tap, speak, true),
    bare: await Route.open(bareRelay, speak),
  };
}

async function measureHttp1(workshop: Workshop, built: string): Promise<Figure[]> {
  const api = await workshop.start('api');
  const relays = await startRelays(workshop, built, api);
  const mockttp = await workshop.start('mockttp', { upstream: api.port });
  const speak = () => new Http1Speech();
  const routes = await openRoutes(api, relays, speak);
  const mocked = await Route.open(mockttp, speak);
  await takeTurns(routes.direct, routes.tapped, routes.bare, mocked);
  const figures = [
    ...sharesOfDirect('', 'HTTP/1.1', routes),
    ...timesMockttp(routes, mocked),
    await measureRoundTrip(api, relays.tap),
  ];
  for (const party of [mockttp, relays.tap, relays.bareRelay, api]) await party.end();
  return figures;
}

function sharesOfDirect(id: string, protocol: string, { direct, tapped, bare }: Routes): Figure[] {
  const share = ({ rates }: Route) => medianRatio(rates, direct.rates) * 100;
  const measured = (route: Route) => `${speed(route)}, direct ${rate(direct)}`;
  return [
    atLeast(
      goals.shareOfDirect * 100,
      share(tapped),
      {
        id: `relay-share-of-direct${id}`,
        what: whatOf(protocol),
        measured: measured(tapped),
      },
      '% of direct',
    ),
    besides(
      share(bare),
      {
        id: `bare-relay-share-of-direct${id}`,
        what: bareOf(protocol),
        measured: measured(bare),
      },
      '% of direct',
    ),
  ];
}

function timesMockttp({ tapped, bare }: Routes, mocked: Route): Figure[] {
  const times = ({ rates }: Route) => medianRatio(rates, mocked.rates);
  const measured = (route: Route) => `${speed(route)}, mockttp ${speed(mocked)}`;
  return [
    atLeast(
      goals.timesMockttp,
      times(tapped),
      { id: 'relay-times-mockttp', what: whatOf('HTTP/1.1'), measured: measured(tapped) },
      '× mockttp',
    ),
    besides(
      times(bare),
      { id: 'bare-relay-times-mockttp', what: bareOf('HTTP/1.1'), measured: measured(bare) },
      '× mockttp',
    ),
  ];
}

const whatOf = (protocol: string) => `relay, ${protocol}, dissecting, ${CONNECTIONS} connections`;
const bareOf = (protocol: string) => `a bare relay, ${protocol}, no dissection`;
const rate = ({ rates }: Route) => `${Math.round(median(rates))}/s`;
const speed = (route: Route) => `${rate(route)} (${amount(route.cpuUs, 'µs', 0)} CPU)`;

async function measureRoundTrip(api: Party, tap: Party): Promise<Figure> {
  const straight = await Asker.open(api.port, new Http1Speech());
  const relayed = await Asker.open(tap.port, new Http1Speech());
  await roundTrips(straight, 20 * TRIPS);
  await roundTrips(relayed, 20 * TRIPS);
  const direct: number[] = [];
  const tapped: number[] = [];
  for (let round = 0; round < TRIP_ROUNDS; round++) {
    direct.push(median(await roundTrips(straight, TRIPS)));
    tapped.push(median(await roundTrips(relayed, TRIPS)));
  }
  straight.close();
  relayed.close();
  const added = median(tapped.map((time, round) => time - (direct[round] ?? Number.NaN)));
  return atMost(
    goals.addedRoundTripUs,
    added,
    {
      id: 'relay-added-round-trip',
      what: 'relay, added round trip, median',
      measured: `${amount(median(tapped), 'µs')}, direct ${amount(median(direct), 'µs')}`,
    },
    'µs',
  );
}
