import { createReadStream } from 'node:fs';
import { cannotRead, UsageError } from '../ending/exit.ts';

/** The most that is read, in bytes: 64 MiB. */
const MOST_BYTES = 64 * 1024 * 1024;

/** What an argument that names a file, or `-` for standard input, is called in a sentence. */
export function inputName(file: string): string {
  return file === '-' ? 'standard input' : file;
}

/**
 * Reads a file, a device or a pipe to its end; `-` is standard input.
 *
 * @throws SurroundingsError if it cannot be read, UsageError if it is longer than 64 MiB.
 */
export async function readInput(file: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let byteLength = 0;
  try {
    for await (const chunk of file === '-' ? process.stdin : createReadStream(file)) {
      chunks.push(chunk);
      byteLength += chunk.length;
      if (byteLength > MOST_BYTES) break;
    }
  } catch (error) {
    throw cannotRead(inputName(file), error);
  }
  if (byteLength > MOST_BYTES) {
    throw new UsageError(
      `${inputName(file)} is longer than 64 MiB; a progress file is never that long`,
    );
  }
  return Buffer.concat(chunks);
}
