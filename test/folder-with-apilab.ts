import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the PATH of a shell, in which `apilab` is this command. It is removed with the process. */
export function folderWithApilab(command: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'apilab-path-'));
  writeFileSync(join(folder, 'apilab'), `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
