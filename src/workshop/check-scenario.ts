import type { Tool } from './tool.ts';

/** A program of the sources, run as it lies there. */
const source = (file: string, ...words: readonly string[]): Tool['command'] => [
  'tsx',
  '--conditions=source',
  file,
  ...words,
];

/** What is looked at in one scenario, such as `sse/replay`. */
export function checksOf(word: string): readonly Tool[] {
  const folder = `scenarios/${word}`;
  return [
    { about: `${word}: lint and format`, command: ['biome', 'check', folder] },
    { about: `${word}: types`, command: source('src/workshop/check-types.ts', folder) },
    {
      about: `${word}: variants, goldens, its own tests, chapter and cards proved by playing`,
      command: ['vitest', 'run', '--project', 'scenarios', folder],
    },
  ];
}

/** What is looked at in the whole house, its tests aside. */
export const inAll: readonly Tool[] = [
  { about: 'types', command: ['tsc', '-p', '.'] },
  { about: 'types of the page', command: ['tsc', '-p', 'src/report/html/browser', '--noEmit'] },
  { about: 'lint and format', command: ['biome', 'ci', '.'] },
  { about: 'nothing unused', command: ['knip'] },
  { about: 'the package', command: ['publint'] },
];
