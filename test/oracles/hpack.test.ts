import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HpackDecoder } from '../../src/wire/hpack/decoder.ts';
import type { Node } from '../../src/wire/types.ts';
import { corpus } from './corpora.ts';

/** One header block of a story. */
interface Case {
  readonly wire: string;
  readonly headers: readonly Readonly<Record<string, string>>[];
  readonly header_table_size?: number | null;
}

const folder = corpus('hpack');

describe.skipIf(folder === undefined)('HPACK as eight encoders wrote it', () => {
  const stories = folder === undefined ? [] : storiesOf(folder);

  it('is 254 stories', () => {
    expect(stories.length).toBe(254);
  });

  it.each(stories)('%s', (_, path) => {
    const { cases }: { cases: readonly Case[] } = JSON.parse(readFileSync(path, 'utf8'));
    const decoder = new HpackDecoder();
    expect(cases.length).toBeGreaterThan(0);
    for (const { wire, headers, header_table_size: size } of cases) {
      if (typeof size === 'number') decoder.setMaximum(size);
      const bytes = Buffer.from(wire, 'hex');
      const block = decoder.decode(bytes);
      expect(block.problem).toBeUndefined();
      expect(block.fields.map(({ name, value }) => [name, value])).toEqual(
        headers.flatMap((header) => Object.entries(header)),
      );
      expect(tiles(block.nodes, 0, bytes.length)).toBe(true);
    }
  });
});

function storiesOf(root: string): [name: string, path: string][] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(root, name))
        .sort()
        .map((file): [string, string] => [`${name}/${file}`, join(root, name, file)]),
    );
}

function tiles(nodes: readonly Node[], start: number, end: number): boolean {
  let at = start;
  for (const node of nodes) {
    if (node.start !== at) return false;
    if (node.children !== undefined && !tiles(node.children, node.start, node.end)) return false;
    at = node.end;
  }
  return at === end;
}
