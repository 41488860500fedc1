import { expect, it } from 'vitest';
import { loadScenario } from '../../src/lab/catalogue/catalogue.ts';
import { leastHerd } from '../story.ts';
import { everyVariant, transcriptOf } from './every-scenario.ts';
import { remarkList } from './remarks.ts';

/**
 * What is said beside the bytes of the whole catalogue. A person reads the file when it changes, with
 * the standards open: each remark must be true of the thing above it.
 */
it('every remark of the catalogue is one that was read', { timeout: 300_000 }, async () => {
  const remarks = remarkList();
  for (const one of everyVariant) {
    const set = leastHerd(await loadScenario(one.entry));
    for (const event of await transcriptOf(one, { set })) remarks.add(event);
  }
  await expect(remarks.text()).toMatchFileSnapshot('remarks.txt');
});
