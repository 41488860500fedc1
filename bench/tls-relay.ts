import { join } from 'node:path';
import { amount, besides, type Figure } from './figure.ts';
import type { Built } from './relay.ts';
import { CONNECTIONS, Route, takeTurns } from './route.ts';
import { Http1Speech } from './speech/http1.ts';
import { median, medianRatio } from './statistics.ts';
import type { Workshop } from './workshop.ts';

/** More than the load sends on a connection, so that the tap reports to the end. */
const CAPTURE_BYTES = 4 * 1024 ** 3;

/**
 * Requests a second over TLS: to the server, through a tap that reads what is inside, and through one that
 * tells the records alone; beside them the same requests in the clear, through a tap too.
 */
export async function measureTlsRelay(workshop: Workshop, { built }: Built): Promise<Figure[]> {
  const keys = join(workshop.folder(), 'keys.txt');
  const secure = await workshop.start('api', { keys });
  const clear = await workshop.start('api');
  const common = { built, captureBytes: CAPTURE_BYTES };
  const parties = {
    inside: await workshop.start('tap', { ...common, upstream: secure.port, keys }),
    records: await workshop.start('tap', { ...common, upstream: secure.port }),
    clear: await workshop.start('tap', { ...common, upstream: clear.port }),
  };
  const speak = () => new Http1Speech();
  const direct = await Route.open(secure, speak, false, true);
  const inside = await Route.open(parties.inside, speak, true, true);
  const records = await Route.open(parties.records, speak, true, true);
  const inTheClear = await Route.open(parties.clear, speak, true);
  await takeTurns(direct, inside, records, inTheClear);
  const { inside: read = 0, messages = 0 } = await parties.inside.ask();
  if (read < messages / 4) throw new Error('the tap did not read what is inside TLS');
  for (const party of [...Object.values(parties), secure, clear]) await party.end();
  const rate = ({ rates }: Route) => `${Math.round(median(rates))}/s`;
  const share = (id: string, what: string, route: Route) =>
    besides(
      medianRatio(route.rates, direct.rates) * 100,
      {
        id,
        what: `${what}, ${CONNECTIONS} connections`,
        measured: `${rate(route)} (${amount(route.cpuUs, 'µs', 0)} CPU), direct over TLS ${rate(direct)}`,
      },
      '% of direct',
    );
  return [
    share('relay-tls-inside', 'relay, HTTP/1.1 read inside TLS', inside),
    share('relay-tls-records', 'relay, TLS, records alone', records),
    share('relay-tls-clear', 'relay, the same HTTP/1.1 in the clear', inTheClear),
  ];
}
