import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TranscriptEvent } from '../../src/lab/record/transcript.ts';
import { htmlReport } from '../../src/report/html/report.ts';
import { carried, exchange } from '../report/html/carried.events.ts';
import { manyThings } from '../report/many-things.events.ts';
import { request, scenario, seen, sseReplay } from '../report/sse-replay.events.ts';
import { written } from '../report/written.ts';
import { block, flag, frame, opening } from '../wire/http2/frames.ts';
import { chromiumIsHere, type Headless, headlessChromium } from './headless-chromium.ts';

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

function html(events: readonly TranscriptEvent[]): string {
  return written(htmlReport(), events);
}

const order = [
  'POST /orders HTTP/1.1\r\nHost: shop.example\r\nIdempotency-Key: "k1"\r\n',
  'Content-Type: application/json\r\nContent-Length: 15\r\n\r\n{"product":"A"}',
].join('');
const placed = 'HTTP/1.1 201 Created\r\nLocation: /orders/1\r\nContent-Length: 0\r\n\r\n';
const story = [scenario(), ...exchange(order, placed)];
const call = carried(
  [
    { direction: 'client-to-server', text: latin1(opening.client) },
    { direction: 'server-to-client', text: latin1(opening.server) },
    {
      direction: 'client-to-server',
      text: latin1(
        frame(
          'HEADERS',
          flag.END_HEADERS,
          1,
          block({
            ':method': 'POST',
            ':scheme': 'http',
            ':path': '/shop.Prices/Get',
            te: 'trailers',
            'content-type': 'application/grpc',
          }),
        ),
      ),
    },
    {
      direction: 'client-to-server',
      text: latin1(frame('DATA', 0, 1, Buffer.from('00000000060a0441434d45', 'hex'))),
    },
  ],
  {
    protoTypes: {
      messages: { 'shop.Price': { 1: { name: 'symbol', type: 'string' } } },
      methods: { '/shop.Prices/Get': { input: 'shop.Price', output: 'shop.Price' } },
    },
  },
);
const wide = { viewport: { width: 1280, height: 900 } };
const narrow = { viewport: { width: 400, height: 800 } };

describe.skipIf(!chromiumIsHere)('the page in a headless Chromium', () => {
  let headless: Headless;
  beforeAll(async () => {
    headless = await headlessChromium();
  });
  afterAll(() => headless.close());

  test('opens without a request and without a complaint', async () => {
    const { page, requests, complaints } = await headless.open(html(manyThings));
    await page.keyboard.press('j');
    expect(await page.title()).toBe('Orders and everything around them · apilab');
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('the policy stops what a script would load', async () => {
    const { page, complaints } = await headless.open(html(story));
    await page.evaluate(
      "document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:1/p.png' }))",
    );
    await expect.poll(() => complaints.join()).toContain('Content Security Policy');
  });

  test('j and k, arrows, Home and End step from message to message; Escape closes', async () => {
    const { page } = await headless.open(html(sseReplay), wide);
    const title = () => page.locator('.beside h3').textContent();
    const buttons = await page.locator('button.open').count();
    await page.keyboard.press('j');
    expect(await title()).toBe('GET /prices HTTP/1.1');
    await page.keyboard.press('ArrowDown');
    expect(await title()).toBe('HTTP/1.1 200 OK');
    await page.keyboard.press('k');
    expect(await title()).toBe('GET /prices HTTP/1.1');
    await page.keyboard.press('End');
    const last = page.locator('button.open').nth(buttons - 1);
    expect(await last.getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator('button.open:focus').getAttribute('data-moment')).toBe(
      await last.getAttribute('data-moment'),
    );
    await page.keyboard.press('Home');
    expect(await page.locator('button.open').first().getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Escape');
    expect(await page.locator('.panel').count()).toBe(0);
  });

  test('pointing at a field lights its bytes', async () => {
    const { page } = await headless.open(html(story), wide);
    await page.keyboard.press('j');
    await page.locator('.part', { hasText: 'Idempotency-Key' }).hover();
    const text = await page.locator('.dump .text .lit').allTextContents();
    expect(text.join('')).toBe('Idempotency-Key: "k1"··');
    expect(await page.locator('.pointed b').textContent()).toBe('field, offset 43–65');
  });

  test('pointing at a byte lights the field it belongs to', async () => {
    const { page } = await headless.open(html(story), wide);
    await page.keyboard.press('j');
    await page.locator('.dump .hex [data-at="25"]').hover();
    expect(await page.locator('.part.lit .name').allTextContents()).toEqual(['Host']);
  });

  test('the same without a mouse: along the fields and along the bytes', async () => {
    const { page } = await headless.open(html(story), wide);
    await page.keyboard.press('j');
    await page.locator('.part').first().focus();
    for (const _ of ['target', 'version', 'Host']) await page.keyboard.press('ArrowDown');
    const lit = () => page.locator('.dump .text .lit').allTextContents();
    expect((await lit()).join('')).toBe('Host: shop.example··');
    await page.locator('.dump-rows').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.part.lit .kind').allTextContents()).toEqual(['method']);
  });

  test('a message of gRPC lists its fields by name, a frame what its type is for', async () => {
    const { page } = await headless.open(html([scenario(), ...call]), wide);
    await page.locator('button.open', { hasText: 'symbol' }).click();
    const names = await page.locator('.part .name').allTextContents();
    expect(names).toEqual(['message 1', 'message 1', 'symbol']);
    const type = page.locator('.part', { hasText: 'typeDATA' });
    expect(await type.locator('.brief').textContent()).toBe('a piece of a body');
  });

  test('the names of many parties stand beside or below each other in 400 px', async () => {
    const parties = ['ada', 'chat', 'ben', 'carol', 'crowd', 'mallory'];
    const events = parties
      .slice(1)
      .map((client, index) => seen(0, request(), { connection: index, client, server: 'ada' }));
    const { page } = await headless.open(html([scenario(), ...events]), narrow);
    const boxes = await page.locator('.heads span').evaluateAll((heads) =>
      heads.map((head) => {
        const { left, right, top, bottom } = head.getBoundingClientRect();
        return { left, right, top, bottom };
      }),
    );
    const overlaps = boxes.flatMap((a, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
        ),
    );
    expect(overlaps).toEqual([]);
  });

  test('Enter opens the message in focus, and says so', async () => {
    const { page } = await headless.open(html(story), wide);
    const second = page.locator('button.open').nth(1);
    await second.focus();
    await page.keyboard.press('Enter');
    expect(await second.getAttribute('aria-expanded')).toBe('true');
    const panel = page.getByRole('region', { name: 'HTTP/1.1 201 Created' });
    expect(await panel.count()).toBe(1);
  });

  test('light and dark follow the system', async () => {
    const paper = async (colorScheme: 'light' | 'dark') => {
      const { page } = await headless.open(html(story), { colorScheme });
      return page.evaluate('getComputedStyle(document.body).backgroundColor');
    };
    expect([await paper('light'), await paper('dark')]).toEqual([
      'rgb(252, 252, 250)',
      'rgb(20, 23, 26)',
    ]);
  });

  test.each(['many things', 'opened'])(
    '400 px are enough, nothing scrolls sideways: %s',
    async (what) => {
      const { page } = await headless.open(html(what === 'opened' ? story : manyThings), narrow);
      await page.keyboard.press('j');
      expect(await page.locator('.moment > .panel').count()).toBe(1);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
    },
  );

  test('hostile text stays text', async () => {
    const hostile = `GET /<script>alert(1)</script>?"'<img/src=x/onerror=alert(2)> HTTP/1.1\r\nX</script>: <!--\r\n\r\n`;
    const { page, complaints, requests } = await headless.open(
      html([
        scenario({ title: '</title><script>alert(3)</script>', claim: '"><img src=x>' }),
        { type: 'note', at: 0, text: '<iframe src="https://evil.example"></iframe>' },
        ...exchange(hostile, ''),
      ]),
      wide,
    );
    await page.keyboard.press('j');
    await page.locator('.part').first().hover();
    expect(await page.locator('h1').textContent()).toBe('</title><script>alert(3)</script>');
    expect(await page.locator('.beside h3').textContent()).toContain('<script>alert(1)</script>');
    expect(await page.locator('img, iframe').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    expect([...requests, ...complaints]).toEqual([]);
  });

  test('on paper every message is opened, folded ones too', async () => {
    const { page } = await headless.open(html([...manyThings, ...story]), wide);
    const messages = await page.locator('button.open').count();
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.locator('.panel.printed').count()).toBe(messages);
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(
      await page.locator('.panel.printed', { hasText: 'Idempotency-Key' }).last().isVisible(),
    ).toBe(true);
    expect(await page.locator('.beside').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await expect.poll(() => page.locator('.panel.printed').count()).toBe(0);
  });

  test('on paper nothing of a long message is left out', async () => {
    const long = `GET / HTTP/1.1\r\n${'X-Long: 0123456789012345678901234567890\r\n'.repeat(180)}X-Last: end\r\n\r\n`;
    const { page } = await headless.open(html([scenario(), ...exchange(long, '')]), wide);
    await page.emulateMedia({ media: 'print' });
    const panel = page.locator('.panel.printed');
    await expect.poll(() => panel.count()).toBe(1);
    expect(await panel.locator('.part', { hasText: 'X-Last' }).isVisible()).toBe(true);
    const shown = (await panel.locator('pre.dump').textContent())?.split('\n') ?? [];
    expect(shown).toHaveLength(Math.ceil(long.length / 16));
    expect(await panel.locator('.more').count()).toBe(1);
    expect(await panel.locator('.more').isVisible()).toBe(false);
  });

  test('the picture is in view at once, and the contents stand beside it', async () => {
    const screen = { viewport: { width: 1280, height: 720 } };
    const { page } = await headless.open(html(sseReplay), screen);
    const first = await page.locator('.moment').first().boundingBox();
    expect(first?.y).toBeLessThan(400);
    const contents = page.locator('.beside .contents');
    expect((await contents.boundingBox())?.x).toBeGreaterThan(600);
    const links = await page.evaluate(
      "[...document.querySelectorAll('.contents a')].map(({ hash }) => document.querySelector(hash) !== null)",
    );
    expect(links).toEqual([true, true, true, true]);
    await page.keyboard.press('j');
    expect(await contents.count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await contents.isVisible()).toBe(true);
  });

  test('in 400 px the contents are folded above the story', async () => {
    const { page } = await headless.open(html(sseReplay), narrow);
    const contents = page.locator('.contents');
    expect(await contents.getAttribute('open')).toBeNull();
    await contents.locator('summary').click();
    expect(await contents.locator('a').first().isVisible()).toBe(true);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
  });

  test('a request is copied as curl, a step as a picture, and saved', async () => {
    const { page, complaints } = await headless.open(html([...sseReplay, ...story]), wide);
    await page.evaluate(`Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text) => { globalThis.taken = text; } },
    })`);
    await page.locator('button.open', { hasText: 'POST /orders' }).click();
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    expect(await page.evaluate('taken')).toMatch(
      /^curl -i 'http:\/\/shop\.example\/orders' .* --data-raw '\{"product":"A"\}'$/,
    );
    const step = page.locator('section.step').first();
    await step.hover();
    await step.getByRole('button', { name: 'Copy as SVG' }).click();
    expect(await page.evaluate('taken')).toMatch(/^<svg xmlns=/);
    const saved = page.waitForEvent('download');
    await step.getByRole('button', { name: 'Save' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^step-[a-z-]+\.svg$/);
    expect(complaints).toEqual([]);
  });

  test('on three lanes no words run over a lane', async () => {
    const hop = (client: string, server: string, connection: number) =>
      seen(0, request({ target: '/a/long/way', summary: 'GET /a/long/way HTTP/1.1' }), {
        connection,
        client,
        server,
      });
    const events = [scenario(), hop('ada', 'gateway', 1), hop('gateway', 'orders', 2)];
    const { page } = await headless.open(html(events), wide);
    const edges = (selector: string) =>
      page.locator(selector).evaluateAll((all) =>
        all.map((each) => {
          const { left, right } = each.getBoundingClientRect();
          return { left, right };
        }),
      );
    const rails = await edges('.rails line');
    expect(rails).toHaveLength(3);
    const rows = await edges('.label .row');
    const struck = rows.filter(({ left, right }) =>
      rails.some((rail) => rail.left > left && rail.left < right),
    );
    expect(struck).toEqual([]);
  });

  test('the address can name a message', async () => {
    const { page } = await headless.open(html(story), wide);
    await page.evaluate("location.hash = '#m2'");
    await expect.poll(() => page.locator('.beside h3').textContent()).toBe('HTTP/1.1 201 Created');
  });
});
