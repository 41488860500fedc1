import { amount, atLeast, atMost, type Figure, goals } from './figure.ts';
import { Asker, answersPerSecond, roundTrips } from './load.ts';
import { Http1Speech } from './speech/http1.ts';
import { Http2Speech } from './speech/http2.ts';
import type { Speech } from './speech/speech.ts';
import { WebSocketSpeech } from './speech/websocket.ts';
import { median, medianRatio } from './statistics.ts';
import type { Party, Workshop } from './workshop.ts';

const CONNECTIONS = 16;
const ROUNDS = 9;
const ROUND_MS = 600;
const WARM_UP_MS = 1500;

const TRIP_ROUNDS = 60;
const TRIPS = 50;

/** Where the relay's package lies. */
export interface Built {
  /** URL of the folder of compiled code, with a slash at its end. */
  readonly built: string;
}

/** Requests a second and round trips: to the server, through a tap, and through mockttp. */
export async function measureRelay(workshop: Workshop, { built }: Built): Promise<Figure[]> {
  const api = await workshop.start('api');
  const upstream = api.port;
  const tap = await workshop.start('tap', { built, upstream });
  const mockttp = await workshop.start('mockttp', { upstream });
  const figures = [...(await measureHttp1(api, tap, mockttp)), await measureRoundTrip(api, tap)];
  for (const party of [mockttp, tap, api]) await party.end();
  for (const [name, title, speak] of [
    ['http2', 'HTTP/2, unary calls', () => new Http2Speech()],
    ['websocket', 'WebSocket, echo', () => new WebSocketSpeech()],
  ] as const) {
    const server = await workshop.start(name);
    const between = await workshop.start('tap', { built, upstream: server.port });
    const [direct = [], tapped = []] = await rates(between, [server, between], speak);
    figures.push(shareOfDirect(`relay-share-of-direct-${name}`, title, tapped, direct));
    for (const party of [between, server]) await party.end();
  }
  return figures;
}

async function measureHttp1(api: Party, tap: Party, mockttp: Party): Promise<Figure[]> {
  const ways = [api, tap, mockttp];
  const [direct = [], tapped = [], mocked = []] = await rates(tap, ways, () => new Http1Speech());
  return [
    shareOfDirect('relay-share-of-direct', 'HTTP/1.1', tapped, direct),
    atLeast(
      goals.timesMockttp,
      medianRatio(tapped, mocked),
      {
        id: 'relay-times-mockttp',
        what: whatOf('HTTP/1.1'),
        measured: `${rate(tapped)}, mockttp ${rate(mocked)}`,
      },
      '× mockttp',
    ),
  ];
}

/** Answers a second on each way, in rounds that the ways take turns in. */
async function rates(
  tap: Party,
  ports: readonly Party[],
  speak: () => Speech,
): Promise<readonly (readonly number[])[]> {
  const ways = [];
  for (const { port } of ports) {
    const opening = Array.from({ length: CONNECTIONS }, () => Asker.open(port, speak()));
    const askers = await Promise.all(opening);
    await answersPerSecond(askers, WARM_UP_MS);
    ways.push({ askers, rates: [] as number[] });
  }
  const before = await tap.ask();
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of ways) way.rates.push(await answersPerSecond(way.askers, ROUND_MS));
  }
  const after = await tap.ask();
  if ((after.messages ?? 0) <= (before.messages ?? 0)) {
    throw new Error('the tap relayed without dissecting');
  }
  if (after.unread !== 0) throw new Error('the tap did not recognise what it relayed');
  for (const { askers } of ways) for (const asker of askers) asker.close();
  return ways.map((way) => way.rates);
}

function shareOfDirect(
  id: string,
  protocol: string,
  tapped: readonly number[],
  direct: readonly number[],
): Figure {
  return atLeast(
    goals.shareOfDirect * 100,
    medianRatio(tapped, direct) * 100,
    { id, what: whatOf(protocol), measured: `${rate(tapped)}, direct ${rate(direct)}` },
    '% of direct',
  );
}

const whatOf = (protocol: string) => `relay, ${protocol}, dissecting, ${CONNECTIONS} connections`;
const rate = (of: readonly number[]) => `${Math.round(median(of))}/s`;

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
