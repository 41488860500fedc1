import { lazyLayer } from '../lazy-layer.ts';
import type { Layer } from '../types.ts';
import { readJson } from './json.ts';
import { isCleanJson } from './json-scan.ts';

/** Shorter texts are read as fast as they are looked through. In bytes. */
const WORTH_WAITING = 200;

/**
 * The `json` layer of a text that is whole and without any problem; its nodes are read when somebody
 * looks at them. Nothing if the text has to be read to know. `start` is where it begins in what the
 * ranges count.
 */
export function waitingJsonLayer(
  bytes: Uint8Array,
  text: string,
  space: Layer['space'],
  start: number,
): Layer | undefined {
  // Some U+FFFD may stand for bytes that are no UTF-8.
  if (bytes.length < WORTH_WAITING || text.includes('\uFFFD') || !isCleanJson(bytes)) {
    return undefined;
  }
  // Read from the text, since the bytes are the caller's and may be others by then.
  return lazyLayer('json', space, () => readJson(Buffer.from(text), text, false, start).nodes);
}
