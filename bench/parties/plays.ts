/**
 * Plays every variant of the catalogue of a built package in this process, twice, and prints how long the
 * second play of each took: the first loads modules.
 *
 *     node plays.js <address of dist/>
 *
 * @module
 */
const [, , built = ''] = process.argv;
const { readCatalogue, loadScenario } = (await import(
  `${built}src/lab/catalogue/catalogue.js`
)) as typeof import('../../src/lab/catalogue/catalogue.ts');
const { play } = (await import(
  `${built}src/lab/scenario/play.js`
)) as typeof import('../../src/lab/scenario/play.ts');

/** How long a play of a variant took, in milliseconds, and whether its scenario has a herd. */
export interface Took {
  readonly name: string;
  readonly ms: number;
  readonly isHerd: boolean;
}

const took: Took[] = [];
for (let round = 0; round < 2; round++) {
  for (const entry of await readCatalogue()) {
    const scenario = await loadScenario(entry);
    const isHerd = Object.values(scenario.params).some(
      (rule) => rule.type === 'integer' && rule.isHerd,
    );
    for (const variant of Object.keys(scenario.variants)) {
      const began = performance.now();
      await play(scenario, { group: entry.group, variant, emit: () => {} });
      if (round === 1)
        took.push({ name: `${entry.id}, ${variant}`, ms: performance.now() - began, isHerd });
    }
  }
}
process.stdout.write(`${JSON.stringify(took)}\n`);
