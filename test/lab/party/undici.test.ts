import { createRequire } from 'node:module';
import * as whole from 'undici';
import { expect, test } from 'vitest';
import { loadUndici, partsOf } from '../../../src/lab/party/undici.ts';

const require = createRequire(import.meta.url);

test('the parts of undici lie where they are looked for', () => {
  const parts = partsOf(require);
  expect(parts?.Agent).toBe(whole.Agent);
  expect(parts?.buildConnector).toBe(whole.buildConnector);
});

test('undici whose parts have moved is loaded whole', async () => {
  const moved = (file: string) => {
    if (file.endsWith('agent.js')) throw new Error(`Cannot find module '${file}'`);
    return require(file);
  };
  expect(partsOf(moved)).toBeUndefined();
  expect(partsOf(() => ({}))).toBeUndefined();
  expect((await loadUndici()).Agent).toBe(whole.Agent);
});
