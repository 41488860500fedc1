import { spawnSync } from 'node:child_process';

/** Whether a program answers to this command line: tests of what is not installed are skipped by name. */
export function isInstalled(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 }).status === 0;
}
