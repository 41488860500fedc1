import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files for commands that are too long to be pasted. */
export interface TurnScripts {
  /** Where a script with this command lies; undefined if none can be written. */
  pathOf(command: string): string | undefined;
  /** Removes them. */
  close(): void;
}

/** Scripts in a folder of their own among the temporary ones, made once the first one is wanted. */
export function turnScripts(): TurnScripts {
  const paths = new Map<string, string>();
  let folder: string | undefined;
  return {
    pathOf(command) {
      const known = paths.get(command);
      if (known !== undefined) return known;
      try {
        folder ??= mkdtempSync(join(tmpdir(), 'apilab-turn-'));
        const path = join(folder, `${paths.size + 1}.sh`);
        writeFileSync(path, `#!/bin/sh\n${command}\n`, { mode: 0o700 });
        paths.set(command, path);
        return path;
      } catch {
        // Without a place for files the command is still there to be read.
        return undefined;
      }
    },
    close() {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
