import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TranscriptEvent } from '../../src/lab/record/transcript.ts';
import { svgReport } from '../../src/report/svg/report.ts';
import { manyThings } from '../report/many-things.events.ts';
import { price, request, scenario, seen, sseReplay } from '../report/sse-replay.events.ts';
import { written } from '../report/written.ts';
import { chromiumIsHere, type Headless, headlessChromium } from './headless-chromium.ts';

const svg = (events: readonly TranscriptEvent[]) => written(svgReport(), events);

const lanes = ['ada', 'gateway', 'orders', 'pricing'];
const manyLanes = [
  scenario(),
  ...lanes.slice(1).flatMap((server, index) => {
    const hop = { connection: index, client: lanes[index] ?? '', server };
    const target = `/orders/${'0123456789/'.repeat(6)}`;
    return [
      seen(0, request({ target, summary: `GET ${target} HTTP/1.1` }), hop),
      seen(1, { ...price(1, 2), data: 'price '.repeat(20) }, hop),
    ];
  }),
];

/** A box in the picture, in CSS pixels. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly said: string;
}

const boxes = (
  selector: string,
) => `[...document.querySelectorAll(${JSON.stringify(selector)})].map((each) => {
  const { left, right, top, bottom } = each.getBoundingClientRect();
  return { left, right, top, bottom, said: each.textContent };
})`;

const overlap = (a: Box, b: Box) =>
  a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 5 && b.top < a.bottom - 5;

describe.skipIf(!chromiumIsHere)('a picture in a headless Chromium', () => {
  let headless: Headless;
  beforeAll(async () => {
    headless = await headlessChromium();
  });
  afterAll(() => headless.close());

  test.each([
    ['a run', sseReplay],
    ['nearly everything', manyThings],
    ['many lanes', manyLanes],
  ])('is XML, and no words lie over others or outside: %s', async (_, events) => {
    const picture = svg(events);
    const { page, requests, complaints } = await headless.open('<!doctype html><title>x</title>');
    const read = `new DOMParser().parseFromString(${JSON.stringify(picture)}, 'image/svg+xml')`;
    expect(await page.evaluate(`${read}.querySelector('parsererror') === null`)).toBe(true);
    await page.setContent(`<!doctype html><style>body{margin:0}</style>${picture}`);
    const [whole] = await page.evaluate<Box[]>(boxes('svg'));
    const texts = await page.evaluate<Box[]>(boxes('text'));
    expect(texts.length).toBeGreaterThan(8);
    if (whole === undefined) throw new TypeError('nothing is drawn');
    const outside = texts.filter(
      ({ left, right, top, bottom }) =>
        left < whole.left || right > whole.right || top < whole.top || bottom > whole.bottom,
    );
    expect(outside).toEqual([]);
    const over = texts.flatMap((a, index) =>
      texts.slice(index + 1).flatMap((b) => (overlap(a, b) ? [`${a.said} | ${b.said}`] : [])),
    );
    expect(over).toEqual([]);
    expect([...requests, ...complaints]).toEqual([]);
  });

  test('on many lanes no words of an arrow run over a lane', async () => {
    const { page } = await headless.open(svg(manyLanes));
    const texts = await page.evaluate<Box[]>(boxes('text.m'));
    const rails = await page.evaluate<Box[]>(boxes('line.rail'));
    expect(rails).toHaveLength(lanes.length);
    const labels = texts.filter(({ said }) => !lanes.includes(said) && !said.includes(' · '));
    const struck = labels.filter(({ left, right, top }) =>
      rails.some((rail) => rail.left > left && rail.left < right && rail.top < top),
    );
    expect(struck).toEqual([]);
  });

  test('it can be read in the light and in the dark, as an image, too', async () => {
    const source = `data:image/svg+xml;base64,${Buffer.from(svg(sseReplay)).toString('base64')}`;
    const ground = async (colorScheme: 'light' | 'dark') => {
      const { page } = await headless.open('<!doctype html><canvas></canvas>', { colorScheme });
      return page.evaluate(`new Promise((done, fail) => {
        const image = new Image();
        image.onload = () => {
          const canvas = document.querySelector('canvas').getContext('2d');
          canvas.drawImage(image, 0, 0);
          done(canvas.getImageData(2, 2, 1, 1).data[0] > 128);
        };
        image.onerror = () => fail(new Error('no image'));
        image.src = ${JSON.stringify(source)};
      })`);
    };
    expect([await ground('light'), await ground('dark')]).toEqual([true, false]);
  });
});
