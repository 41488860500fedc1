import { expect, it } from 'vitest';
import { hues } from '../../src/text/hues.ts';

/** The steps of a channel in the cube of 6 × 6 × 6 colours that begins at 16. */
const steps = [0, 0x5f, 0x87, 0xaf, 0xd7, 0xff] as const;

/** Relative luminance by WCAG 2.2: 0 is black, 1 is white. */
function luminance(number: number): number {
  const place = number - 16;
  const [red, green, blue] = [Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6].map(
    (step) => {
      const share = (steps[step] ?? Number.NaN) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    },
  );
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

it.each(Object.entries(hues))('%s can be read on black and on white', (_, number) => {
  const own = luminance(number);
  expect((own + 0.05) / 0.05).toBeGreaterThanOrEqual(4);
  expect(1.05 / (own + 0.05)).toBeGreaterThanOrEqual(4);
});
