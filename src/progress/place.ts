import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** What decides where progress is kept. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/** Where progress is kept: under `APILAB_HOME`, else in the platform's folder for data. */
export function progressFile(
  surroundings: Surroundings = { env: process.env, platform: process.platform, home: homedir() },
): string {
  return join(surroundings.env.APILAB_HOME || dataFolder(surroundings), 'progress.json');
}

function dataFolder({ env, platform, home }: Surroundings): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'apilab');
  if (platform === 'win32') {
    return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'apilab');
  }
  // XDG Base Directory Specification: a relative path is invalid and is to be ignored.
  const { XDG_DATA_HOME: data = '' } = env;
  return join(isAbsolute(data) ? data : join(home, '.local', 'share'), 'apilab');
}
