/**
 * Loaded before everything else: a signal that comes while the program is still being loaded, or when
 * no command has anything to tidy up, ends it without a word and with the exit code that shells expect.
 * If the work is done and its exit code known, that is what it came to.
 *
 * @module
 */
import { exit } from './exit.ts';

const codes = { SIGHUP: exit.hungUp, SIGINT: exit.interrupted, SIGTERM: exit.terminated } as const;

for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Others who listen have something to tidy up first, and end the program.
    if (process.listenerCount(signal) === 1) process.exit(process.exitCode ?? codes[signal]);
  });
}
