import type { Tap } from '../../tap/types.ts';
import type { ProtoTypes } from '../../wire/protobuf/types.ts';
import type { Message } from '../../wire/types.ts';
import type { Ids } from '../chance/ids.ts';
import type { Random } from '../chance/random.ts';
import type { Guard } from '../live/guard.ts';
import type { Browser } from '../party/browser/types.ts';
import type { Seen } from '../record/seen.ts';
import type { CrossedWire, Wire } from '../record/wire-record.ts';
import type { Clock } from '../time/clock.ts';
import type { Authority, Credentials } from '../tls/authority.ts';
import type { SecureListening, ServerTls } from '../tls/secure-listening.ts';
import type { ParameterValue } from './parameters.ts';

/** Anything that answers web-standard requests: a Hono app, a GraphQL handler, a plain function. */
export interface FetchHandler {
  fetch(request: Request): Response | Promise<Response>;
}

/** A server of another make, started by hand on the address given. */
export interface RunningServer {
  readonly port: number;
  close(): void | Promise<void>;
}

/** Where a server is to listen: on a free port if none is said, as in the lab. */
export interface ListenAt {
  readonly host: string;
  readonly port?: number;
  /** What it needs to speak TLS, if it is served so: give it to the server that Node makes. */
  readonly tls?: SecureListening;
  /** Keeps a server that readers start from answering whom it should not: `listening` sees to it. */
  readonly guard?: Guard;
}

export type ServerRecipe =
  | FetchHandler
  | ((at: ListenAt) => RunningServer | Promise<RunningServer>);

/** Options of `serve` other than how the server starts. */
export interface ServeOptions {
  /** Who connects to it: `client` by default. */
  readonly client?: string;
  /** The types of its gRPC services, for its messages to be read by name: see `protoTypesOf`. */
  readonly protoTypes?: ProtoTypes;
  /** It speaks TLS, with a certificate of the run's own authority; the taps read what is inside. */
  readonly tls?: ServerTls;
  /**
   * Names that it has on the web, such as `shop.example`: parties and browsers find it by them, and its
   * certificate is good for them.
   */
  readonly hosts?: readonly string[];
  /** It is a store that speaks RESP: with `--store` a real one stands in its place. */
  readonly isStore?: boolean;
}

/** A real store on this machine, in place of those of the lab. */
export interface StorePlace {
  readonly host: string;
  readonly port: number;
}

/** A way to a server: its tap and the URL that leads through it. */
export interface Route {
  /** `http://127.0.0.1:port` of the tap, or `https`, no slash at the end. */
  readonly url: string;
  /** The same as `ws://127.0.0.1:port`, or `wss`. */
  readonly wsUrl: string;
  /** Host and port alone, as gRPC clients want it: `127.0.0.1:port`. */
  readonly authority: string;
  readonly tap: Tap;
}

/** A server that runs behind a tap. */
export interface Served extends Route {
  readonly name: string;
  /** What browsers and parties call it, such as `https://shop.example`: its first host, else its name. */
  readonly origin: string;
  /** What keys of this run begin with: nothing, unless it is a real store, which others use too. */
  readonly keyPrefix: string;
}

/**
 * Somebody who takes part with a client of their own: another server that calls, a browser, a second
 * person. Its calls go through taps of its own, so each hop is a lane. The servers it calls may be
 * started before or after it.
 */
export interface Party {
  readonly name: string;
  /** HTTP with connections of its own. The host of a URL is a server's name: `http://orders/1`. */
  readonly fetch: typeof fetch;
  /** The way of this party to a server, for clients that want an address. The server may start later. */
  route(server: string): Promise<Route>;
}

/** What a client is like. */
export interface ClientOptions {
  /** Its certificate, for servers that ask for one: `lab.authority.issue('ada')`. */
  readonly certificate?: Credentials;
  /** True if it also speaks HTTP/2, over TLS. */
  readonly http2?: boolean;
}

/** HTTP with connections of its own that can be cut, all of them, as those of a process that is killed. */
export interface Connections extends Closable {
  /** As `fetch` of a `Party`. */
  readonly fetch: typeof fetch;
}

/** A database whose statements can be watched, such as the one of `apilab/parts/shop/database`. */
export interface Watchable {
  /** Tells of every statement from now on; the listener before is told of nothing more. */
  watch(onStatement: (statement: Statement) => void): void;
}

/** A database that the lab watches: name it in `shows` of a step to see its statements there. */
export interface DatabaseLane {
  readonly name: string;
}

/** How a step is played and what of it is shown. */
export interface StepOptions {
  /** Databases whose statements the step is about; elsewhere they are counted and not shown. */
  readonly shows?: readonly DatabaseLane[];
}

/** What a step gives: its body's result, and what crossed the wire while it was played. */
export interface Crossed<T> extends CrossedWire {
  /** What the body of the step returned. */
  readonly result: T;
}

/** A statement that a database ran. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly (string | number | null)[];
  /** Rows returned, or changed if the statement returns none. */
  readonly rows: number;
  /** Real time in microseconds. */
  readonly durationUs: number;
}

/** Something that must be closed when the run is over. */
export interface Closable {
  close(): void | Promise<void>;
}

/** What a scenario plays with. */
export interface Lab<
  Name extends string = string,
  Params = Readonly<Record<string, ParameterValue>>,
  Check extends string = string,
> {
  readonly variant: Name;
  readonly params: Params;
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  /** What has crossed the wire so far. */
  readonly wire: Wire;

  /** Starts a server under a party's name, with a tap before it that `client` connects to. */
  serve(name: string, recipe: ServerRecipe, options?: ServeOptions): Promise<Served>;

  /** A new HTTP client with connections of its own: the `fetch` that everybody knows. */
  client(): typeof fetch;

  /** Somebody else who takes part, with a client of their own. */
  party(name: string): Party;

  /**
   * A browser that keeps the rules of browsers: origins, CORS, cookies, forms. Its pages find servers
   * by their `hosts`.
   */
  browser(name: string): Promise<Browser>;

  /** Issues the certificates of the run. Clients of the lab trust it. */
  readonly authority: Authority;

  /** A client of a party whose connections can be cut: what a process has that can be killed. */
  connections(party: string, options?: ClientOptions): Connections;

  /**
   * A titled part of the story, with an id in words that stays when steps come and go. Ends when its
   * body is done and all is still, and gives what crossed the wire meanwhile.
   */
  step<T>(
    id: string,
    title: string,
    body: () => T | Promise<T>,
    options?: StepOptions,
  ): Promise<Crossed<T>>;

  /** A remark, for what the wire does not show by itself. */
  note(text: string): void;

  /**
   * Proves a promise, from the wire or from a server's state. `expected` is a value that must be
   * equalled, or an expectation such as `atMost(3)`.
   *
   * @param about the messages that the check is about: the brief view folds none of them
   */
  check(
    id: Check,
    actual: unknown,
    expected: unknown,
    about?: readonly (Seen<Message> | undefined)[],
  ): void;

  /** Starts each of the tasks at the same lab time, in order; resolves when all are done. */
  together<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]>;

  /** Resolves when nothing is due and nothing is on its way: nothing will happen by itself any more. */
  untilQuiet(): Promise<void>;

  /** Has a resource closed when the run is over, in reverse order. */
  use<T extends Closable>(resource: T | Promise<T>): Promise<T>;

  /** Makes an empty folder, which is removed when the run is over, and gives its path. */
  temporaryFolder(): Promise<string>;

  /**
   * Watches a database, which is a lane of its own. Its statements are counted always, and shown in
   * the steps that name it in `shows`.
   *
   * @param options `client`: who asks it, `api` by default.
   */
  database(name: string, database: Watchable, options?: { readonly client?: string }): DatabaseLane;

  /** A figure measured in this run, to be shown and compared between variants. */
  figure(name: string, value: number, unit: string): void;

  /** Measured figures as bars. */
  chart(chart: {
    readonly title: string;
    readonly binLabel: string;
    readonly unit: string;
    readonly bins: readonly { readonly label: string; readonly value: number }[];
  }): void;

  /** Measured figures as a table. */
  table(table: {
    readonly title: string;
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
  }): void;
}
