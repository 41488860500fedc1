import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../src/lab/catalogue/catalogue.ts';
import { codeOf, importsBelow, sourcesBelow } from '../imports.ts';

const catalogue = await readCatalogue({ drafts: true });
const imports = importsBelow('scenarios');

const isTest = (file: string) => file.endsWith('.test.ts');
const isNaive = (file: string) =>
  basename(dirname(file)) === 'naive' || basename(file) === 'serve-naive.ts';

describe.each(catalogue)('the correct code of $id', ({ group, file, variants }) => {
  const folder = dirname(file);
  const naive = Object.keys(variants).filter((name) => variants[name]?.kind === 'naive');
  const sources = [...sourcesBelow(folder), ...partsOf(group)];
  const correct = sources.filter((each) => !isTest(each) && !isNaive(each) && each !== file);

  it('lies beside wrong code that is named as its variant', () => {
    const names = sources
      .filter((each) => isNaive(each) && !isTest(each))
      .map((each) => basename(each, '.ts'))
      .filter((name) => name !== 'serve-naive');
    expect(names.filter((name) => !naive.includes(name))).toEqual([]);
  });

  it('knows no variant', () => {
    const knowing = correct.filter((each) => {
      const code = codeOf(each);
      const named = naive.some((name) => ["'", '"', '`'].some((q) => code.includes(q + name + q)));
      return named || /\bvariant\b/i.test(code);
    });
    expect(knowing).toEqual([]);
  });

  it('imports no wrong code: only the scenario chooses', () => {
    const wrong = imports.filter(
      ({ from, to }) => isNaive(to) && to.startsWith(`${folder}/`) && !isNaive(from),
    );
    const others = wrong.filter(({ from }) => from !== file && !isTest(from));
    expect(others.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });
});

/** What the scenarios of a group share: only correct code lies there. */
function partsOf(group: string): readonly string[] {
  return sourcesBelow(`scenarios/${group}`).filter((file) =>
    file.startsWith(`scenarios/${group}/parts/`),
  );
}
