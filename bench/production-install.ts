import { execFile } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { amount, type Figure, goals } from './figure.ts';
import type { Workshop } from './workshop.ts';

const execute = promisify(execFile);

/** Packs the package, which builds it, and installs it as a user does. Returns where it lies. */
export async function installPackage(workshop: Workshop, source: string): Promise<string> {
  const folder = workshop.folder();
  await npm(source, ['pack', '--pack-destination', folder]);
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack made no tarball');
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  await npm(folder, ['install', '--omit=dev', '--prefer-offline', `./${tarball}`]);
  return join(folder, 'node_modules', 'apilab');
}

async function npm(cwd: string, args: readonly string[]): Promise<void> {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  await execute('npm', [...args, ...quiet], {
    cwd,
    timeout: 90_000,
    shell: process.platform === 'win32',
  });
}

/** Install scripts that compile, or fetch what was compiled elsewhere. */
const BUILDS = /gyp|prebuild|cmake|napi/;

/** What lies in the `node_modules` that an installed package brought with it. */
export function measureInstall(installed: string): Figure[] {
  const root = join(installed, '..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  let bytes = 0;
  // esbuild links its program to a second place, where it takes no room.
  const linked = new Set<number>();
  let packages = 0;
  const native: string[] = [];
  const scripted: string[] = [];
  for (const file of files) {
    const entry = lstatSync(join(root, file));
    if (!entry.isFile()) continue;
    if (!linked.has(entry.ino)) bytes += entry.size;
    if (entry.nlink > 1) linked.add(entry.ino);
    if (file.endsWith('.node') || file.endsWith('binding.gyp')) native.push(file);
    if (!isManifest(file)) continue;
    packages += 1;
    const scripts = installScripts(join(root, file));
    if (BUILDS.test(scripts)) native.push(file);
    else if (scripts !== '') scripted.push(file.slice(0, -'/package.json'.length));
  }
  const size = bytes / 1_000_000;
  const { installMB, installPackages } = goals;
  return [
    {
      id: 'production-install',
      what: 'production install',
      measured: [
        native.length === 0 ? 'no native build' : `native: ${native.join(', ')}`,
        ...(scripted.length === 0 ? [] : [`a script on install: ${scripted.join(', ')}`]),
      ].join('; '),
      reached: size,
      reachedText: `${amount(size, 'MB')}, ${packages} packages`,
      goal: `≤ ${installMB} MB, ≤ ${installPackages} packages, no native build`,
      met: size <= installMB && packages <= installPackages && native.length === 0,
    },
  ];
}

/** True for the package.json at the top of a package, not for those inside. */
function isManifest(file: string): boolean {
  const path = file.split(sep);
  if (path.at(-1) !== 'package.json') return false;
  const at = path.lastIndexOf('node_modules') + 1;
  return path.length - at === (path[at]?.startsWith('@') ? 3 : 2);
}

/** What npm would run for a package, as one text; nothing where it runs nothing. */
function installScripts(manifest: string): string {
  const { scripts = {} } = JSON.parse(readFileSync(manifest, 'utf8'));
  return ['preinstall', 'install', 'postinstall'].map((name) => scripts[name] ?? '').join('');
}
