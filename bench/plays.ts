import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { amount, atMost, type Figure, goals } from './figure.ts';
import type { Took } from './parties/plays.ts';
import { median } from './statistics.ts';

/** How long one play takes inside a process that has played before, and all of them together. */
export function measurePlays({ built }: { readonly built: string }): Figure[] {
  const party = fileURLToPath(new URL('parties/plays.js', import.meta.url));
  const printed = execFileSync(process.execPath, [party, built], {
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const took = JSON.parse(printed) as readonly Took[];
  const calm = took.filter(({ isHerd }) => !isHerd).map(({ ms }) => ms);
  const herds = took.filter(({ isHerd }) => isHerd);
  const slowest = herds.reduce((most, each) => (each.ms > most.ms ? each : most), {
    name: 'none',
    ms: 0,
  });
  const allMs = took.reduce((sum, { ms }) => sum + ms, 0);
  return [
    atMost(
      goals.playMs,
      median(calm),
      { id: 'play', what: 'one play, median', measured: `${calm.length} variants without a herd` },
      'ms',
    ),
    atMost(
      goals.herdMs,
      slowest.ms,
      { id: 'herd', what: 'one play of a herd, slowest', measured: slowest.name },
      'ms',
    ),
    atMost(
      goals.catalogueS,
      allMs / 1000,
      {
        id: 'catalogue',
        what: 'every variant, one after the other',
        measured: `${took.length} variants, ${amount(allMs / took.length, 'ms')} each`,
      },
      's',
    ),
  ];
}

/** What `npm run build` costs, and what the tests of a scenario cost for each of its variants, in CPU time. */
export function measureWork(folder: string): Figure[] {
  const build = cpuSecondsOf(['npm', 'run', '--silent', 'build'], folder);
  const stories = ['page/export', 'hook/verify', 'rest/crud'];
  const variants = 3 + 3 + 2;
  const tests = cpuSecondsOf(
    [
      'npx',
      'vitest',
      'run',
      '--project',
      'scenarios',
      ...stories.map((each) => `scenarios/${each}/`),
    ],
    folder,
  );
  return [
    atMost(
      goals.buildS,
      build,
      { id: 'build', what: 'npm run build', measured: 'CPU time; plays nothing' },
      's',
    ),
    atMost(
      goals.testSPerVariant,
      tests / variants,
      {
        id: 'tests-per-variant',
        what: 'tests of a scenario, a variant',
        measured: `${stories.join(', ')}: ${variants} variants, CPU time`,
      },
      's',
    ),
  ];
}

/** User and system time of a command and all that it starts, as the shell measures it. */
function cpuSecondsOf(command: readonly string[], cwd: string): number {
  const { stderr } = spawnTimed(command, cwd);
  const seconds = [...stderr.matchAll(/^(?:user|sys) ([\d.]+)$/gm)].map(([, text]) => Number(text));
  return seconds.reduce((sum, each) => sum + each, 0);
}

function spawnTimed(command: readonly string[], cwd: string): { readonly stderr: string } {
  const script = `time -p "$@" >/dev/null 2>/dev/null`;
  const stderr = execFileSync('bash', ['-c', `{ ${script}; } 2>&1`, 'bash', ...command], {
    cwd,
    encoding: 'utf8',
  });
  return { stderr };
}
