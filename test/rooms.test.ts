import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** What each room of `src/` may import from, itself aside. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  cli: [
    ...['learn', 'quiz', 'evidence', 'progress', 'dialogue'],
    ...['report', 'lab', 'tap', 'wire', 'knowledge'],
  ],
  authoring: ['learn', 'quiz', 'evidence', 'report', 'lab', 'knowledge'],
  learn: ['quiz', 'evidence', 'progress', 'dialogue', 'report', 'lab', 'tap', 'knowledge'],
  quiz: ['evidence', 'progress', 'dialogue', 'report', 'lab'],
  evidence: ['report', 'lab'],
  progress: [],
  dialogue: ['report', 'lab'],
  report: ['lab', 'tap', 'wire', 'knowledge'],
  lab: ['tap', 'wire'],
  tap: ['wire'],
  wire: ['knowledge'],
  knowledge: [],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

function importsBelow(folder: string): Import[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const path = join(root, folder, file);
      const source = readFileSync(path, 'utf8');
      const targets = [...source.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(
        ([, to = '']) => to,
      );
      const where = (to: string) =>
        to.startsWith('.') ? relative(root, resolve(dirname(path), to)) : to;
      return targets.map((to) => ({ from: relative(root, path), to: where(to) }));
    });
}

const roomOf = (path: string) => (path.startsWith('src/') ? (path.split('/')[1] ?? '') : '');

describe('imports point one way', () => {
  const imports = importsBelow('src');

  it.each(Object.entries(mayImport))('%s', (room, allowed) => {
    const wrong = imports.filter(({ from, to }) => {
      const target = roomOf(to);
      const within = target === room || target.endsWith('.ts') || target === '';
      return roomOf(from) === room && !within && !allowed.includes(target);
    });
    expect(wrong).toEqual([]);
  });

  it('src never imports a scenario by name', () => {
    expect(imports.filter(({ to }) => to.startsWith('scenarios/'))).toEqual([]);
  });

  it('wire does no I/O', () => {
    const io = /^node:(net|http|https|http2|fs|fs\/promises|child_process|dgram|tls)$/;
    const wrong = imports.filter(({ from, to }) => roomOf(from) === 'wire' && io.test(to));
    expect(wrong).toEqual([]);
  });

  it('servers and clients of a group can be copied out: of the lab they know time, chance and ids', () => {
    const wrong = importsBelow('scenarios').filter(
      ({ from, to }) =>
        !/\.(scenario|checks|server)\.ts$/.test(from) &&
        to.startsWith('src/') &&
        !['src/lab/time.ts', 'src/lab/random.ts', 'src/lab/ids.ts'].includes(to),
    );
    expect(wrong).toEqual([]);
  });
});
