/**
 * Compiles the files of one folder and what they import, by the house's own rules and without the rest
 * of the house: `check-types.ts scenarios/sse/replay`.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../lab/catalogue/catalogue.ts';

const root = fileURLToPath(packageRoot);
const [folder = ''] = process.argv.slice(2);
const place = mkdtempSync(join(tmpdir(), 'apilab-types-'));
try {
  const config = join(place, 'tsconfig.json');
  const rules = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { typeRoots: [join(root, 'node_modules/@types')] },
    include: [join(root, folder)],
  };
  writeFileSync(config, JSON.stringify(rules));
  const tsc = join(root, 'node_modules/.bin/tsc');
  const { status } = spawnSync(tsc, ['-p', config], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  rmSync(place, { recursive: true });
}
