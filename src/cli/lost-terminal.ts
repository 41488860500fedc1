/**
 * Loaded before everything else: lets the program end as usual when its terminal is gone, the window
 * closed or the connection lost.
 *
 * @module
 */
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { isatty } from 'node:tty';

const terminals = [0, 1, 2].filter((descriptor) => isatty(descriptor));

// At its end Node puts terminals back as they were, and Node 20 aborts, with a core dump, where one of
// them is gone (nodejs/node#51519). It passes over a descriptor that leads elsewhere by then.
process.on('exit', () => {
  for (const descriptor of terminals) {
    if (isatty(descriptor)) continue;
    closeSync(descriptor);
    // The lowest free descriptor is the one that was closed.
    openSync(devNull, 'r+');
  }
});
