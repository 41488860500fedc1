import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those it lies in, one at a time: with `recursive` Node never ends if a file system lets
 * nobody make folders (`/proc`), and says of one that is read-only that a folder is missing.
 */
export function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another program was quicker.
    if (!statSync(folder, { throwIfNoEntry: false })) throw error;
  }
}
