import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../src/lab/catalogue/catalogue.ts';
import { loadNaiveServers, loadServer } from '../../src/lab/catalogue/servers.ts';
import { serverSession, startServers } from '../../src/lab/live/server-session.ts';

const served = (await readCatalogue({ drafts: true })).filter(({ isServed }) => isServed);
const naive = await Promise.all(
  served.map(async (entry) => ({ entry, servers: await loadNaiveServers(entry) })),
);

describe('a naive variant that is served', () => {
  const each = naive.flatMap(({ entry, servers }) =>
    Object.entries(servers).map(([name, start]) => ({ id: entry.id, name, entry, start })),
  );

  it.each(each)('$id $name is one of the scenario, and starts', async ({ entry, name, start }) => {
    expect(entry.variants[name]?.kind).toBe('naive');
    const definition = { ...(await loadServer(entry)), start };
    const session = serverSession(entry, definition, { seed: 1, emit: () => {} });
    const place = await startServers(definition, session);
    expect(place.upstream.port).toBeGreaterThan(0);
    expect(await session.close()).toEqual([]);
  });
});
