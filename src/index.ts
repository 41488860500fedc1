/**
 * What a scenario of your own imports.
 *
 * @module
 */
export * from './lab/index.ts';
export {
  closeAfterBytes,
  closeAfterMessage,
  delayBytes,
  dropResponse,
  limitRate,
  resetConnection,
  splitChunks,
} from './tap/index.ts';
