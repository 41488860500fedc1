import type { Endpoint } from './segment.ts';

/** The highest port there is; 0 is none. */
const HIGHEST = 0xffff;

/** The ports that one party had towards one server. */
interface Pair {
  readonly taken: Set<number>;
  /** The last port that was made up; the next one is looked for below it. */
  madeUp: number;
}

/**
 * Gives each connection of a section ports that no other one of it has. The system gives a port again
 * once it is free, sooner on a busy machine, and two taps before one server may see the same port at
 * the same time; a reader of captures takes the same ports for the same connection, or warns of them.
 */
export class ClientPorts {
  readonly #pairs = new Map<string, Pair>();

  /** The client's end as it is, or with a made-up port if another connection to this server had its own. */
  take(client: Endpoint, server: Endpoint): Endpoint {
    const key = `${client.address} ${server.address} ${server.port}`;
    const pair = this.#pairs.get(key) ?? { taken: new Set(), madeUp: client.port };
    this.#pairs.set(key, pair);
    // After 65,535 connections there is none left, and they begin anew.
    if (pair.taken.size >= HIGHEST) pair.taken.clear();
    let { port } = client;
    if (pair.taken.has(port)) {
      do pair.madeUp = pair.madeUp > 1 ? pair.madeUp - 1 : HIGHEST;
      while (pair.taken.has(pair.madeUp));
      port = pair.madeUp;
    }
    pair.taken.add(port);
    return { ...client, port };
  }
}
