import { describe, expect, it } from 'vitest';
import { meantScenario } from '../../../src/cli/finding/meant-scenario.ts';
import { readCatalogue } from '../../../src/lab/catalogue/catalogue.ts';

const catalogue = await readCatalogue({ drafts: true });

async function meant(word: string) {
  const said: string[] = [];
  const { id } = await meantScenario(catalogue, word, (text) => said.push(text));
  return { id, said };
}

describe('a scenario is meant', () => {
  it('by its id, and nothing is said', async () => {
    expect(await meant('sse-replay')).toEqual({ id: 'sse-replay', said: [] });
  });

  it('by a part of its id in whole words, and that is said', async () => {
    expect(await meant('lost-update')).toEqual({
      id: 'rest-lost-update',
      said: ["'lost-update' is taken as rest-lost-update"],
    });
  });
});

describe('several scenarios are meant', () => {
  it('by another word for their group, in the order of learning', async () => {
    await expect(meant('webhooks')).rejects.toMatchObject({
      title: 'Webhooks',
      message: expect.stringMatching(/^'webhooks' may mean \d scenarios; there are: hook-verify, /),
    });
  });

  it('by a part of their ids', async () => {
    await expect(meant('replay')).rejects.toThrow(/idem-replay.*sse-replay/);
  });
});

it('what is no word of anything is told with what is near, and with no nonsense', async () => {
  await expect(meant('sse-repaly')).rejects.toThrow(/did you mean 'sse-replay'\?$/);
  await expect(meant('xyzzy')).rejects.toThrow(/^there is no scenario 'xyzzy'$/);
});
