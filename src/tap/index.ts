/**
 * The tap: a relay on the wire that records every byte, changes none, and injects faults on demand.
 * @module
 */
export type * from './events.ts';
export type { Fault } from './faults/fault.ts';
export * from './faults/index.ts';
export { openTap, TapError } from './tap.ts';
export type { Tap, TapOptions, Upstream } from './types.ts';
