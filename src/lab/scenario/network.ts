import { openTap, type Tap } from '../../tap/index.ts';
import { dissectConnection, type Known } from '../../wire/connection.ts';
import { KeyLines } from '../../wire/tls/key-log.ts';
import type { Random } from '../chance/random.ts';
import type { Connecting } from '../party/agent.ts';
import type { Browser } from '../party/browser/types.ts';
import { httpClient } from '../party/client.ts';
import { LOOPBACK, startServer } from '../party/serve.ts';
import type { Recorder } from '../record/recorder.ts';
import type { LabClock } from '../time/lab-clock.ts';
import type { Stillness } from '../time/stillness.ts';
import { type Authority, authority } from '../tls/authority.ts';
import { secureListening } from '../tls/secure-listening.ts';
import type { Cleanup } from './cleanup.ts';
import type {
  ClientOptions,
  Closable,
  Connections,
  Party,
  Route,
  Served,
  ServeOptions,
  ServerRecipe,
  StorePlace,
} from './lab.ts';
import { LabError } from './lab-error.ts';

/** Where a server of the lab is. */
const IN_THE_LAB = { host: LOOPBACK, keyPrefix: '' } as const;

/** A server of the run, and what is known of what it says. */
interface RunningBehindTap {
  readonly host: string;
  readonly port: number;
  readonly known: Known;
  readonly isSecure: boolean;
}

/** What a network is built from. */
export interface NetworkParts {
  readonly clock: LabClock;
  readonly random: Random;
  readonly recorder: Recorder;
  readonly cleanup: Cleanup;
  readonly stillness: Stillness;
  readonly store?: StorePlace;
  readonly withoutFaults?: boolean;
  /** Keeps a resource until the run is over, and waits until it is open. */
  readonly use: <T extends Closable>(resource: T | Promise<T>) => Promise<T>;
}

/** Who is there in a run, and the taps between each two of them. */
export class Network {
  readonly #parts: NetworkParts;
  readonly #servers = new Map<string, RunningBehindTap>();
  /** Names on the web, and the servers that have them. */
  readonly #hosts = new Map<string, string>();
  readonly #routes = new Map<string, Promise<Route>>();
  readonly #parties = new Map<string, Party>();
  readonly #keyLog = new KeyLines();
  readonly #taps: Tap[] = [];
  #issuer: Authority | undefined;
  #connections = 0;

  constructor(parts: NetworkParts) {
    this.#parts = parts;
  }

  /** Tells what crossed until now, if its message is not whole. */
  tellUnderWay(): void {
    for (const tap of this.#taps) tap.tellUnderWay();
  }

  /** The story is over: what is still under way is told as unfinished. */
  conclude(): void {
    for (const tap of this.#taps) tap.conclude();
  }

  /** What the faults would have done that were injected, not taken back, and never fired: a sentence each. */
  get neverFired(): readonly string[] {
    return this.#taps.flatMap(({ injected }) =>
      injected.flatMap(({ fired, spent, sentence }) => (fired === 0 && !spent ? [sentence] : [])),
    );
  }

  /** Starts a server, and the tap between it and its client. */
  async serve(
    name: string,
    recipe: ServerRecipe,
    { client = 'client', tls, hosts = [], isStore = false, ...known }: ServeOptions = {},
  ): Promise<Served> {
    const taken = this.#servers.has(name) ? name : hosts.find((host) => this.#hosts.has(host));
    if (taken !== undefined) {
      throw new LabError('scenario-threw', `there is a server '${taken}' already`);
    }
    for (const host of hosts) this.#hosts.set(host, name);
    const secure =
      tls && secureListening(this.authority, name, { ...tls, hosts }, (line) => this.#learn(line));
    const real = isStore ? this.#parts.store : undefined;
    const { host, port, keyPrefix } = real
      ? await this.#realStore(real)
      : {
          ...(await this.#parts.use(startServer(recipe, secure && { tls: secure }))),
          ...IN_THE_LAB,
        };
    const keyLog = secure && { keyLog: this.#keyLog };
    this.#servers.set(name, {
      host,
      port,
      known: { ...known, ...keyLog },
      isSecure: secure !== undefined,
    });
    const route = await this.#route(client, name);
    const origin = `http${secure ? 's' : ''}://${hosts[0] ?? name}`;
    return { name, origin, keyPrefix, ...route };
  }

  /** A store of another process: it is watched from outside, and left as it was found. */
  async #realStore({ host, port }: StorePlace) {
    this.#parts.stillness.expectOutside(port);
    const { realStore } = await import('../party/real-store.ts');
    return this.#parts.use(realStore({ host, port }));
  }

  /** The tap between two parties, opened once. The server behind it may start later. */
  #route(client: string, server: string): Promise<Route> {
    const key = JSON.stringify([client, server]);
    const route = this.#routes.get(key) ?? this.#openRoute(client, server);
    this.#routes.set(key, route);
    return route;
  }

  async #openRoute(client: string, server: string): Promise<Route> {
    const { clock, random, recorder, withoutFaults = false } = this.#parts;
    const running = () => this.#servers.get(server);
    const tap = await this.#parts.use(
      openTap({
        client,
        server,
        dissect: (secrets) => dissectConnection({ ...running()?.known, ...secrets }),
        // Nobody listens on port 0: what is called before it is served refuses the connection.
        upstream: {
          get host() {
            return running()?.host ?? LOOPBACK;
          },
          get port() {
            return running()?.port ?? 0;
          },
        },
        surroundings: {
          clock,
          random: random.fork(`tap ${client} ${server}`),
          settled: () => clock.sleep(0),
        },
        isHarmless: withoutFaults,
        nextConnection: () => ++this.#connections,
        onEvent: (event) => recorder.recordTap(event),
      }),
    );
    this.#taps.push(tap);
    const place = `${tap.host}:${tap.port}`;
    const suffix = () => (running()?.isSecure ? 's' : '');
    return {
      get url() {
        return `http${suffix()}://${place}`;
      },
      get wsUrl() {
        return `ws${suffix()}://${place}`;
      },
      authority: place,
      tap,
    };
  }

  /** A party with a client of its own, whose calls go through taps. */
  party(name: string): Party {
    const party = this.#parties.get(name) ?? {
      name,
      fetch: this.connections(name).fetch,
      route: (server) => this.#route(name, server),
    };
    this.#parties.set(name, party);
    return party;
  }

  /** Who signs the certificates of the run. */
  get authority(): Authority {
    this.#issuer ??= authority(this.#parts.random.fork('authority'));
    return this.#issuer;
  }

  /** A server wrote a line of its key log. */
  #learn(line: string): void {
    this.#keyLog.add(line.trim());
    for (const tap of this.#taps) tap.wake();
  }

  /** A client of a party: what it connects to goes through a tap. */
  connections(name: string, options: ClientOptions = {}): Connections {
    const { cleanup, stillness } = this.#parts;
    const client = httpClient({
      options,
      ...this.#connecting(name),
      loading: (work) => stillness.during(work),
    });
    return cleanup.add(client);
  }

  /** How a party finds servers, and whom it trusts. */
  #connecting(party: string): Connecting {
    return {
      trusts: () => this.authority.certificate,
      locate: async (host) => {
        const server = this.#hosts.get(host);
        if (server !== undefined) return (await this.#route(party, server)).tap;
        // Another host with a dot or a colon is an address, and `localhost` is the machine's own name.
        if (/[.:]/.test(host) || host === 'localhost') return undefined;
        return (await this.#route(party, host)).tap;
      },
    };
  }

  async browser(name: string): Promise<Browser> {
    const { clock, recorder } = this.#parts;
    const open = async () => {
      const { openBrowser } = await import('../party/browser/browser.ts');
      return openBrowser({
        name,
        clock,
        ...this.#connecting(name),
        tell: (text) => recorder.record({ type: 'note', text }),
      });
    };
    return this.#parts.use(open());
  }
}
