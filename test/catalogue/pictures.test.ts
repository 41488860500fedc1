import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/lab/catalogue/catalogue.ts';
import { picturesOf } from '../../src/report/picture/picture.ts';
import { svgOf, svgOfStep } from '../../src/report/svg/report.ts';
import { drawnPictures } from '../../src/workshop/drawn-pictures.ts';
import { leastHerd } from '../story.ts';
import { everyVariant, transcriptOf } from './every-scenario.ts';

/** What a slide holds, in pixels. */
const HIGHEST = 1_200;
/** So wide that it can still be read, if it is as wide as a screen. */
const WIDEST = 3_600;

function sizeOf(svg: string): readonly [number, number] {
  const [, width, height] = /^<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  return [Number(width), Number(height)];
}

describe('pictures fit a slide', { timeout: 300_000 }, () => {
  it('in every variant, as a whole and step by step', async () => {
    const tooLarge: string[] = [];
    for (const one of everyVariant) {
      const set = leastHerd(await loadScenario(one.entry));
      for (const picture of picturesOf(await transcriptOf(one, { set }))) {
        const parts = [svgOf([picture]), ...picture.steps.map((step) => svgOfStep(picture, step))];
        for (const [width, height] of parts.map(sizeOf)) {
          const size = `${one.id}, ${one.variant}: ${width} x ${height}`;
          if (!(height <= HIGHEST && width <= WIDEST)) tooLarge.push(size);
        }
      }
    }
    expect(tooLarge).toEqual([]);
  });
});

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
