import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { Interrupted } from '../../lab/scenario/lab-error.ts';
import { SurroundingsError } from '../ending/exit.ts';
import type { Stop } from '../ending/signals.ts';
import { sayBeside } from '../output/say-beside.ts';

/** Programs save a file in several steps, which are one to whoever watches; in milliseconds. */
const SAVING_MS = 50;

/**
 * Plays a scenario of the user's own, and again whenever a source in its folder is saved, until it is stopped.
 * Each run is a process of its own: it reads every file anew, and whatever it leaves behind ends with it.
 *
 * @param words the command line that plays it once
 * @throws Interrupted once a signal ends it, SurroundingsError if its folder cannot be watched
 */
export async function againOnSave(
  file: string,
  words: readonly string[],
  stop: Stop,
): Promise<never> {
  let changed = () => {};
  const stopped = aborted(stop.signal);
  const watcher = watchFolder(dirname(resolve(file)), () => changed());
  try {
    for (;;) {
      const saved = new Promise<void>((resolve) => {
        changed = resolve;
      });
      const child = playing(words);
      const over = once(child, 'close');
      const first = await Promise.race([over, saved, stopped]);
      if (first === undefined) await ended(child);
      else sayBeside(`watching ${file}: save it to play it again, Ctrl-C to end`);
      await Promise.race([saved, stopped]);
      if (stop.signal.aborted) throw new Interrupted(stop.signal.reason);
      await new Promise((resolve) => setTimeout(resolve, SAVING_MS));
      sayBeside(`${basename(file)} was saved`);
    }
  } finally {
    watcher.close();
    stop.release();
  }
}

function playing(words: readonly string[]): ChildProcess {
  const program = process.argv[1] ?? '';
  // In a group of its own Ctrl-C reaches it once, from here.
  return spawn(process.execPath, [...process.execArgv, program, ...words], {
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = once(child, 'close');
  child.kill('SIGINT');
  await over;
}

function watchFolder(folder: string, onSaved: () => void): FSWatcher {
  try {
    // Editors put a new file in the place of the old one: only the folder stays the same.
    return watch(folder, (_, name) => {
      if (name === null || /\.[cm]?[jt]sx?$/.test(name)) onSaved();
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SurroundingsError(`${folder} cannot be watched: ${why}`, { cause: error });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
