import type { ProtoTypes } from '../../wire/protobuf/types.ts';
import type { ServerRecipe } from '../scenario/lab.ts';
import type { PromiseSource } from '../scenario/promise.ts';
import type { LiveLab } from './live-session.ts';
import type { TestPage } from './test-page.ts';

/** The address that the servers are reached at. */
export interface Address {
  /** `http://127.0.0.1:8000`, no slash at the end. */
  readonly url: string;
  /** `127.0.0.1:8000`. */
  readonly authority: string;
}

/** A command or snippet that is ready to be tried. */
export interface Attempt {
  /** What it shows, a few words. */
  readonly about: string;
  /** Ready to paste. */
  readonly command: string;
}

/** What a sender signs. */
export interface ToSign {
  readonly id: string;
  readonly at: Date;
  /** The content as it will be on the wire. */
  readonly body: Uint8Array;
  readonly secret: string;
}

/** How requests to these servers are signed, for `apilab sign`. */
export interface Signer {
  /** Where signed requests are sent to, such as `/hooks`. */
  readonly path: string;
  /** The secret that the servers know. */
  readonly secret: string;
  /** What is sent by default. */
  readonly body: string;
  /**
   * The header fields that sign a request.
   *
   * @throws an error with a `code` if the secret or the id is none, and says what it must be
   */
  fields(content: ToSign): Readonly<Record<string, string>>;
}

/** The servers of a scenario, for `apilab serve`. */
export interface ServerDefinition {
  readonly title: string;
  /** What it serves, one sentence. */
  readonly about: string;
  /** Where the pattern is standardised, such as `html §9.2`; absent if no standard exists. */
  readonly standard?: PromiseSource | readonly PromiseSource[];
  /** Names of fields, lower case, that are shown first and annotated. */
  readonly focus?: readonly string[];
  /** The name of the party that answers, `api` by default. */
  readonly party?: string;
  /** Makes the servers; what they need closed afterwards goes through `lab.use`. */
  start(lab: LiveLab): ServerRecipe | Promise<ServerRecipe>;
  /** Commands for curl and others, with the real address filled in. */
  tryIt(at: Address): readonly Attempt[];
  /** How senders sign, if these servers take signed requests. */
  readonly sign?: Signer;
  /** The types of its gRPC services, for their messages to be read by name. */
  readonly protoTypes?: ProtoTypes;
  /** It is served over TLS, as with `apilab serve --tls`. */
  readonly tls?: boolean;
  /** It speaks HTTP/2 alone, to those who know that; with TLS that is what it agrees on. */
  readonly protocol?: 'h2';
  /** What the page at `/` offers to a browser. */
  readonly page?: TestPage;
  /** The OpenAPI description of the API: it is served at `/openapi.json` and to be read at `/docs`. */
  readonly openapi?: object;
}

/**
 * The servers of naive variants, by their names: `serve-naive.ts` beside `serve.ts`. They are reached and
 * described as the correct ones are.
 */
export type NaiveServers = Readonly<Record<string, ServerDefinition['start']>>;

/** Declares the servers of a scenario. The file that does is `scenarios/<group>/<name>/serve.ts`. */
export function defineServer(definition: ServerDefinition): ServerDefinition {
  return definition;
}
