import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { circlesIn, type Import, importsBelow } from './imports.ts';

/**
 * The floors of `src/`, the lowest first. A room may import from the rooms on the floors below its
 * own; rooms on one floor do not know each other.
 */
const floors: readonly (readonly string[])[] = [
  ['knowledge'],
  ['wire'],
  ['tap'],
  ['lab'],
  ['text'],
  ['report'],
  ['dialogue', 'evidence', 'progress'],
  ['content'],
  ['challenge', 'choose', 'learn', 'quiz', 'watch'],
  ['known'],
  ['cli', 'testing'],
  ['workshop'],
];

/** Rooms that anything could be built on: they import from no other, whatever lies below them. */
const standAlone: ReadonlySet<string> = new Set(['knowledge', 'progress', 'text']);

const roomOf = (file: string) => file.split('/')[1] ?? '';

/** Files that belong to no room: the version, and what `import ... from 'apilab'` gives. */
const hall: ReadonlySet<string> = new Set(['index.ts', 'version.ts']);

const floorOf = (room: string) => floors.findIndex((rooms) => rooms.includes(room));

const src = importsBelow('src');
const scenarios = importsBelow('scenarios');
const parts = importsBelow('parts');

describe('imports within src/ point down', () => {
  const rooms = [...new Set(src.map(({ from }) => roomOf(from)))].filter((room) => !hall.has(room));

  it('from rooms that have a floor', () => {
    expect(rooms.filter((room) => floorOf(room) === -1)).toEqual([]);
  });

  it.each(rooms)('%s', (room) => {
    const wrong = src.filter(({ from, to }) => {
      if (roomOf(from) !== room || !to.startsWith('src/')) return false;
      const target = roomOf(to);
      if (target === room || target === 'version.ts') return false;
      return standAlone.has(room) || !(floorOf(target) < floorOf(room)) || hall.has(target);
    });
    expect(wrong.map(told)).toEqual([]);
  });

  it('never to a scenario or a part', () => {
    expect(src.filter(({ to }) => /^(scenarios|parts|apilab)\b/.test(to)).map(told)).toEqual([]);
  });

  it('and wire does no I/O', () => {
    const io = /^node:(net|http|https|http2|fs|fs\/promises|child_process|dgram|tls)$/;
    const wrong = src.filter(({ from, to }) => roomOf(from) === 'wire' && io.test(to));
    expect(wrong.map(told)).toEqual([]);
  });
});

describe('scenarios import', () => {
  const groupOf = (file: string) => file.split('/')[1];

  it('apilab, its parts, packages and nothing else by name', () => {
    const wrong = scenarios.filter(
      ({ from, to }) =>
        !isFile(to) && !isKnown(to, { inTest: /[.-](test|process)\.ts$/.test(from) }),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  it('files of their own group only', () => {
    const wrong = scenarios.filter(
      ({ from, to }) =>
        isFile(to) && !(to.startsWith('scenarios/') && groupOf(to) === groupOf(from)),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  it('tests never, unless they are tests', () => {
    const wrong = [...src, ...parts, ...scenarios].filter(
      ({ from, to }) => to.endsWith('.test.ts') && !from.endsWith('.test.ts'),
    );
    expect(wrong.map(told)).toEqual([]);
  });
});

describe('parts import', () => {
  it('types of apilab, other parts and packages', () => {
    const wrong = parts.filter(({ to, isType }) => {
      if (isFile(to)) return !to.startsWith('parts/');
      if (to === 'apilab') return !isType;
      return !isKnown(to, { inTest: false });
    });
    expect(wrong.map(told)).toEqual([]);
  });
});

describe('circles', () => {
  it('are found', () => {
    const imports = ['a b', 'b c', 'c b', 'c d'].map((pair) => {
      const [from = '', to = ''] = pair.split(' ');
      return { from, to, isType: true };
    });
    expect(circlesIn(imports)).toEqual([['b', 'c']]);
  });

  it('are nowhere, of types neither', () => {
    expect(circlesIn([...src, ...scenarios, ...parts])).toEqual([]);
  });
});

const told = ({ from, to }: Import) => `${from} → ${to}`;
const isFile = (to: string) => /^(src|scenarios|parts|test|bench|protos)\//.test(to);

/** Whether a name is a package of ours, one of Node, or a door of apilab; a test may use more of them. */
function isKnown(to: string, { inTest }: { readonly inTest: boolean }): boolean {
  const { dependencies, devDependencies, peerDependencies = {} } = packageJson();
  if (to.startsWith('node:') || to === 'apilab' || to.startsWith('apilab/parts/')) return true;
  const name = to.split('/', to.startsWith('@') ? 2 : 1).join('/');
  const packages = { ...dependencies, ...peerDependencies, ...(inTest ? devDependencies : {}) };
  return Object.hasOwn(packages, name) || (inTest && /^(apilab\/testing$|#test\/)/.test(to));
}

type Packages = Readonly<Record<string, string>>;

function packageJson(): {
  readonly dependencies: Packages;
  readonly devDependencies: Packages;
  readonly peerDependencies?: Packages;
} {
  return JSON.parse(readFileSync('package.json', 'utf8'));
}
