/**
 * What the tests of a scenario import beside what the scenario does.
 *
 * @module
 */
export { seededIds } from '../lab/chance/ids.ts';
export { seededRandom } from '../lab/chance/random.ts';
export { startServer } from '../lab/party/serve.ts';
export type { TranscriptEvent } from '../lab/record/transcript.ts';
export { type Outcome, type PlayOptions, play } from '../lab/scenario/play.ts';
export { EPOCH, LabClock } from '../lab/time/lab-clock.ts';
export { LiveClock } from '../lab/time/live-clock.ts';
export { type ManualClock, manualClock } from './manual-clock.ts';
