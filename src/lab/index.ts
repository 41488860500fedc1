/** What a scenario is written with. */
export { packageRoot } from './catalogue.ts';
export { atLeast, atMost, type Expectation, every } from './expect.ts';
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
} from './lab.ts';
export { type Attempt, defineServer, type ServerDefinition } from './live-server.ts';
export type { LiveLab } from './live-session.ts';
export { choice, integer } from './parameters.ts';
export { protoTypesOf } from './proto-types.ts';
export type { Random } from './random.ts';
export { correct, defineScenario, naive, type Scenario } from './scenario.ts';
export type { Clock, Timer } from './time.ts';
export { fieldOf, type Seen, type Wire } from './wire-record.ts';
