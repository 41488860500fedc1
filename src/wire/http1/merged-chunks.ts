import { LF } from './characters.ts';
import { chunkSizeIn } from './chunk-head.ts';

/**
 * The data of chunks that share a node with their framing (`http1.more-chunks`), in order. The bytes
 * begin with the size of a chunk; the last chunk may be cut.
 */
export function dataInChunks(bytes: Uint8Array): readonly Uint8Array[] {
  const data: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const lf = bytes.indexOf(LF, at);
    if (lf === -1) break;
    const line = Buffer.from(bytes.subarray(at, lf)).toString('latin1');
    const size = chunkSizeIn(line)?.byteLength;
    // Each of them was read before, so that only a cut can end up here.
    if (size === undefined || size === 0) break;
    data.push(bytes.subarray(lf + 1, lf + 1 + size));
    const end = bytes.indexOf(LF, lf + 1 + size);
    at = end === -1 ? bytes.length : end + 1;
  }
  return data;
}
