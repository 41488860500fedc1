/** What a scenario is written with. */
export { packageRoot } from './catalogue/catalogue.ts';
export type { Ids } from './chance/ids.ts';
export type { Random } from './chance/random.ts';
export type { LiveLab } from './live/live-session.ts';
export {
  type Address,
  type Attempt,
  defineServer,
  type NaiveServers,
  type ServerDefinition,
  type Signer,
  type ToSign,
} from './live/server.ts';
export type {
  Browser,
  Form,
  Page,
  ScriptInit,
  ScriptResponse,
  StoredCookie,
} from './party/browser/types.ts';
export { listening } from './party/listening.ts';
export { protoTypesOf } from './party/proto-types.ts';
export type { Exchange } from './record/exchange.ts';
export type { Seen } from './record/seen.ts';
export type { StoreExchange } from './record/store-exchange.ts';
export {
  type CrossedWire,
  fieldOf,
  type SeenConnection,
  type SeenStatement,
  type Wire,
} from './record/wire-record.ts';
export { atLeast, atMost, type Expectation, every } from './scenario/expect.ts';
export type {
  ClientOptions,
  Closable,
  Connections,
  Crossed,
  DatabaseLane,
  FetchHandler,
  Lab,
  ListenAt,
  Party,
  Route,
  RunningServer,
  Served,
  ServeOptions,
  ServerRecipe,
  Statement,
  StepOptions,
  StorePlace,
  Watchable,
} from './scenario/lab.ts';
export { choice, integer } from './scenario/parameters.ts';
export {
  may,
  must,
  type Promised,
  type PromiseSource,
  type Strength,
  should,
} from './scenario/promise.ts';
export {
  correct,
  type DefinedScenario,
  defineScenario,
  naive,
  type Scenario,
} from './scenario/scenario.ts';
export type { Clock, Timer } from './time/clock.ts';
export type { Authority, CertificateFlaw, Credentials } from './tls/authority.ts';
export { secureConnect } from './tls/secure-connect.ts';
export type { SecureListening, ServerTls } from './tls/secure-listening.ts';
