import type { Tap } from '../../tap/types.ts';
import type { ProtoTypes } from '../../wire/protobuf/types.ts';
import type { ParameterValue } from './parameters.ts';
import type { Random } from '../chance/random.ts';
import type { Clock } from '../time/clock.ts';
import type { Wire } from '../record/wire-record.ts';

/** Anything that answers web-standard requests: a Hono app, a GraphQL handler, a plain function. */
export interface FetchHandler {
  fetch(request: Request): Response | Promise<Response>;
}

/** A server of another make, started by hand on the address given. */
export interface RunningServer {
  readonly port: number;
  close(): void | Promise<void>;
}

export type ServerRecipe =
  | FetchHandler
  | ((at: { readonly host: string }) => RunningServer | Promise<RunningServer>);

/** What is said of a server beside how to start it. */
export interface ServeOptions {
  /** Who connects to it: `client` where nothing is said. */
  readonly client?: string;
  /** The types of its gRPC services, for its messages to be read by name: see `protoTypesOf`. */
  readonly protoTypes?: ProtoTypes;
}

/** A way to a server: its tap and the URL that leads through it. */
export interface Route {
  /** `http://127.0.0.1:port` of the tap, no slash at the end. */
  readonly url: string;
  readonly tap: Tap;
}

/** A server that runs behind a tap. */
export interface Served extends Route {
  readonly name: string;
  /** Another way to the same server, for another party. */
  reachedBy(client: string): Promise<Route>;
}

/** A statement that a database ran. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly (string | number | null)[];
  /** Rows returned, or changed where the statement returns none. */
  readonly rows: number;
  /** Real time in microseconds. */
  readonly durationUs: number;
}

/** Something that must be closed when the run is over. */
export interface Closable {
  close(): void | Promise<void>;
}

/** Identifiers that are the same in every run with the same seed. */
export interface Ids {
  /** A version 4 UUID (RFC 9562 §5.4) from the seed. */
  uuid(): string;
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

  /** A titled part of the story. Ends when its body is done and all is still. */
  step<T>(title: string, body: () => T | Promise<T>): Promise<T>;

  /** A remark, for what the wire does not show by itself. */
  note(text: string): void;

  /**
   * Proves a promise, from the wire or from a server's state. `expected` is a value that must be
   * equalled, or an expectation such as `atMost(3)`.
   */
  check(id: Check, actual: unknown, expected: unknown): void;

  /** Starts each of the tasks at the same lab time, in order; resolves when all are done. */
  together<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]>;

  /** Resolves when nothing is due and nothing is on its way: nothing will happen by itself any more. */
  untilQuiet(): Promise<void>;

  /** Has a resource closed when the run is over, in reverse order. */
  use<T extends Closable>(resource: T | Promise<T>): Promise<T>;

  /** Makes an empty folder, which is removed when the run is over, and gives its path. */
  temporaryFolder(): Promise<string>;

  /** Shows the statements of a database as a lane of their own: give the result to what runs them. */
  statements(client: string, database: string): (statement: Statement) => void;

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
