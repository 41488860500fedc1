import { amount, atLeast, atMost, type Figure, goals } from './figure.ts';
import { Asker, answersPerSecond, roundTrips } from './load.ts';
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
  const figures = [
    ...(await measureThroughput(api, tap, mockttp)),
    await measureRoundTrip(api, tap),
  ];
  for (const party of [mockttp, tap, api]) await party.end();
  return figures;
}

async function measureThroughput(api: Party, tap: Party, mockttp: Party): Promise<Figure[]> {
  const ways = [];
  for (const { port } of [api, tap, mockttp]) {
    const askers = await Promise.all(Array.from({ length: CONNECTIONS }, () => Asker.open(port)));
    await answersPerSecond(askers, WARM_UP_MS);
    ways.push({ askers, rates: [] as number[] });
  }
  const before = await tap.ask();
  for (let round = 0; round < ROUNDS; round++) {
    for (const { askers, rates } of ways) rates.push(await answersPerSecond(askers, ROUND_MS));
  }
  const after = await tap.ask();
  if ((after.messages ?? 0) <= (before.messages ?? 0)) {
    throw new Error('the tap relayed without dissecting');
  }
  for (const { askers } of ways) for (const asker of askers) asker.close();
  const [direct = [], tapped = [], mocked = []] = ways.map(({ rates }) => rates);
  const rate = (rates: readonly number[]) => `${Math.round(median(rates))}/s`;
  const what = `relay, dissecting, ${CONNECTIONS} connections`;
  return [
    atLeast(
      goals.shareOfDirect * 100,
      medianRatio(tapped, direct) * 100,
      {
        id: 'relay-share-of-direct',
        what,
        measured: `${rate(tapped)}, direct ${rate(direct)}`,
      },
      '% of direct',
    ),
    atLeast(
      goals.timesMockttp,
      medianRatio(tapped, mocked),
      {
        id: 'relay-times-mockttp',
        what,
        measured: `${rate(tapped)}, mockttp ${rate(mocked)}`,
      },
      '× mockttp',
    ),
  ];
}

async function measureRoundTrip(api: Party, tap: Party): Promise<Figure> {
  const straight = await Asker.open(api.port);
  const relayed = await Asker.open(tap.port);
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
