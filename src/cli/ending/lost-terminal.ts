/**
 * Loaded before everything else: lets the program end as usual when its terminal is gone, the window
 * closed or the connection lost.
 *
 * @module
 */
import { closeSync, openSync } from 'node:fs';
import { isatty } from 'node:tty';

// Windows has none of this, and no such file.
const terminals = process.platform === 'win32' ? [] : [0, 1, 2].filter((each) => isatty(each));

// At its end Node puts terminals back as they were, and Node 20 aborts, with a core dump, if one of
// them is gone (nodejs/node#51519). It passes over a descriptor that leads elsewhere by then.
process.on('exit', () => {
  for (const descriptor of terminals) {
    if (isatty(descriptor)) continue;
    closeSync(descriptor);
    // The lowest free descriptor is the one that was closed.
    openSync('/dev/null', 'r+');
  }
});
