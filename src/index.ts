/**
 * What a scenario of your own imports.
 *
 * @module
 */
export * from './lab/index.ts';
export {
  blackHole,
  closeAfterBytes,
  closeAfterFrame,
  closeAfterMessage,
  delayBytes,
  dropResponse,
  limitRate,
  resetConnection,
  splitChunks,
} from './tap/index.ts';
