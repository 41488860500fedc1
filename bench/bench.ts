/**
 * Measures apilab against the goals of its design, as ratios within one run: the package is packed
 * and installed as users get it, and every measurement stands beside one of something else, taken in
 * turns with it, so that a busy machine slows both. It is compiled first, into npm's cache folder,
 * since a loader of TypeScript in the measured processes would be measured too.
 *
 *     npm run bench                 the table
 *     npm run bench -- --json       the figures
 *     npm run bench -- --strict     exit code 1 where a goal is missed
 *     npm run bench -- --only relay one part: start-up, plays, work, relay, tls, dissection, memory or install
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { measureDissection } from './dissection.ts';
import type { Figure } from './figure.ts';
import { measureMemory } from './memory.ts';
import { measurePlays, measureWork } from './plays.ts';
import { installPackage, measureInstall } from './production-install.ts';
import { measureRelay } from './relay.ts';
import { measureStartUp } from './start-up.ts';
import { table } from './table.ts';
import { measureTlsRelay } from './tls-relay.ts';
import { Workshop } from './workshop.ts';

const LIMIT_MS = 600_000;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
  },
});

const names = ['start-up', 'plays', 'work', 'relay', 'tls', 'dissection', 'memory', 'install'];
const chosen = values.only ?? names;
const unknown = chosen.find((name) => !names.includes(name));
if (unknown !== undefined) {
  process.stderr.write(`bench: there is no part '${unknown}'; there is ${names.join(', ')}\n`);
  process.exit(2);
}

const workshop = new Workshop();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(130));
}
setTimeout(() => {
  process.stderr.write('bench: took longer than ten minutes, given up\n');
  process.exit(1);
}, LIMIT_MS).unref();

const say = (what: string) => process.stderr.write(`▸ ${what}\n`);

say('packing and installing');
// npm runs scripts in the folder of the package.
const installed = await installPackage(workshop, process.cwd());
const built = pathToFileURL(join(installed, 'dist/')).href;
const parts: Readonly<Record<string, () => Figure[] | Promise<Figure[]>>> = {
  'start-up': () => measureStartUp(workshop, join(installed, 'bin', 'apilab.js')),
  plays: () => measurePlays({ built }),
  work: () => measureWork(process.cwd()),
  relay: () => measureRelay(workshop, { built }),
  tls: () => measureTlsRelay(workshop, { built }),
  dissection: () => measureDissection(workshop, { built }),
  memory: () => measureMemory(workshop, { built }),
  install: () => measureInstall(installed),
};

/** What could not be measured is not missed. */
const missed = ({ met, reached }: Figure) => !met && reached !== undefined;

const figures: Figure[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (!chosen.includes(name)) continue;
  say(`measuring ${name}`);
  figures.push(...(await measure()));
}
process.stdout.write(values.json ? `${JSON.stringify(figures, null, 2)}\n` : table(figures));
process.exitCode = values.strict && figures.some(missed) ? 1 : 0;
workshop.clear();
