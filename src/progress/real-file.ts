import { readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { codeOf } from './file-error.ts';
import { ProgressError } from './progress-error.ts';

/** The longest chain of links that is followed; Linux follows as many. */
const MOST_LINKS = 40;

/**
 * Where a file really is: behind symbolic links, also if nothing is there yet. What cannot be
 * resolved is returned as it is, for whoever opens it to say why.
 */
export function realFile(path: string): string {
  let place = path;
  for (let links = 0; links < MOST_LINKS; links++) {
    try {
      return realpathSync(place);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') return path;
    }
    const target = targetOf(place);
    if (target === undefined) return place;
    place = target;
  }
  return path;
}

function targetOf(link: string): string | undefined {
  try {
    return resolve(realpathSync(dirname(link)), readlinkSync(link));
  } catch {
    return undefined;
  }
}

/**
 * Refuses what stands in a file's place and is none: a device is not to be renamed, nor a pipe waited for.
 *
 * @throws ProgressError `no-file`
 */
export function refuseWhatIsNoFile(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || stat.isFile()) return;
  throw new ProgressError(
    'no-file',
    stat.isDirectory() ? 'it is a folder' : 'it is a device or a pipe, not a file',
  );
}
