/** What a scenario is written with. */
export { packageRoot } from './catalogue/catalogue.ts';
export { atLeast, atMost, type Expectation, every } from './scenario/expect.ts';
export type {
  Closable,
  FetchHandler,
  Ids,
  Lab,
  Route,
  RunningServer,
  Served,
  ServeOptions,
  ServerRecipe,
  Statement,
} from './scenario/lab.ts';
export { type Attempt, defineServer, type ServerDefinition } from './live/server.ts';
export type { LiveLab } from './live/live-session.ts';
export { choice, integer } from './scenario/parameters.ts';
export { protoTypesOf } from './party/proto-types.ts';
export type { Random } from './chance/random.ts';
export { correct, defineScenario, naive, type Scenario } from './scenario/scenario.ts';
export type { Clock, Timer } from './time/clock.ts';
export { fieldOf, type Seen, type Wire } from './record/wire-record.ts';
