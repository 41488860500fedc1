import { join } from 'node:path';
import { expect, it } from 'vitest';
import { progressFile } from '../../src/progress/place.ts';

const home = join('/home', 'ada');

it.each([
  ['APILAB_HOME wherever it is set', 'linux', { APILAB_HOME: '/keep' }, '/keep/progress.json'],
  ['the data folder of Linux', 'linux', {}, '/home/ada/.local/share/apilab/progress.json'],
  ['XDG_DATA_HOME', 'linux', { XDG_DATA_HOME: '/data' }, '/data/apilab/progress.json'],
  [
    'no relative XDG_DATA_HOME',
    'linux',
    { XDG_DATA_HOME: 'data' },
    '/home/ada/.local/share/apilab/progress.json',
  ],
  [
    'the data folder of macOS',
    'darwin',
    { XDG_DATA_HOME: '/data' },
    '/home/ada/Library/Application Support/apilab/progress.json',
  ],
  ['the data folder of Windows', 'win32', { APPDATA: '/roaming' }, '/roaming/apilab/progress.json'],
] as const)('takes %s', (_, platform, env, path) => {
  expect(progressFile({ env, platform, home })).toBe(path);
});
