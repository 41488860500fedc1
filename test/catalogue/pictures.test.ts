import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawnPictures } from '../../src/workshop/drawn-pictures.ts';

describe('docs/pictures', () => {
  it('holds what the product draws; npm run pictures draws it again', async () => {
    const drawn = await drawnPictures();
    const files = readdirSync('docs/pictures').filter((file) => file.endsWith('.svg'));
    const kept = files.map(
      (file) => [file, readFileSync(`docs/pictures/${file}`, 'utf8')] as const,
    );
    expect(new Map(kept)).toEqual(new Map([...drawn].sort()));
  });
});
