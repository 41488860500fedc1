import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packageRoot, readCatalogue } from '../../src/lab/catalogue/catalogue.ts';
import { stepsIn } from '../../src/lab/catalogue/steps.ts';

it('the steps of a source are its calls, with titles in any quotes', () => {
  const source = `
    await lab.step('receive', 'Receive three prices', () => reader.receive(3));
    const { answers } = await step(
      'cut',
      "Lose it, and don't come back",
      () => {},
    );
    await lab.step('all', \`All of \${count}\`, () => {});
    const steps = [lastStep('x')];`;
  expect(stepsIn(source)).toEqual([
    { id: 'receive', title: 'Receive three prices' },
    { id: 'cut', title: "Lose it, and don't come back" },
    { id: 'all', title: `All of \${count}` },
  ]);
});

const catalogue = await readCatalogue({ drafts: true });

describe('the steps that the catalogue knows before a play are those that are played', () => {
  it.each(catalogue)('$id', ({ id, group, name, steps }) => {
    const folder = new URL(`scenarios/${group}/${name}/goldens/`, packageRoot);
    const goldens = existsSync(folder) ? readdirSync(folder) : [];
    for (const golden of goldens) {
      const lines = readFileSync(new URL(golden, folder), 'utf8').trimEnd().split('\n');
      const played = lines.map((line) => JSON.parse(line)).filter(({ type }) => type === 'step');
      const ids = steps.map((step) => step.id);
      expect(ids, `${id}, ${golden}`).toEqual(
        expect.arrayContaining(played.map((step) => step.id)),
      );
    }
  });
});
