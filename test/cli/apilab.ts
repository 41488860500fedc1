import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const bin = join(import.meta.dirname, '../../bin/apilab.js');

/** What a finished process printed and how it ended. */
export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the program as a user would, with a plain environment of 80 columns. */
export function start(args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  return spawn(process.execPath, [bin, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
    env: { ...env, COLUMNS: '80', ...options.env },
  });
}

/** Waits for the end of a process that was started. */
export async function finished(child: ChildProcess): Promise<Finished> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code, signal] = await once(child, 'close');
  return { code, signal, stdout, stderr };
}

/** Runs the program to its end. */
export function apilab(args: readonly string[], options: SpawnOptions = {}): Promise<Finished> {
  return finished(start(args, options));
}
