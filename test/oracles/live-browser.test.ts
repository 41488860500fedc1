import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { live } from '../cli/live.ts';
import { printedBy } from './printed.ts';

const CHROMIUM = '/usr/bin/chromium';

describe.skipIf(!existsSync(CHROMIUM))('Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  /** Opens a group's test page and presses a button. */
  async function pressed(url: string, button: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(`${url}/`);
    await page.getByRole('button', { name: button }).click();
    return page;
  }

  const log = (page: Page) => page.getByRole('log');

  it('comes back by itself when its EventSource is cut, and misses no event', async () => {
    const session = await live([
      'serve',
      'sse',
      ...['--fault', 'close-after-message:message=sse-event,nth=2'],
    ]);
    const page = await pressed(session.url, 'Listen to /prices');
    await log(page).getByText('lost the connection').waitFor();
    await expect.poll(() => idsIn(log(page)), { timeout: 20_000 }).toHaveLength(4);
    const ids = (await idsIn(log(page))).map(Number);
    expect(ids).toEqual(ids.map((_, n) => (ids[0] ?? 0) + n));
    const { stdout } = await session.interrupt();
    expect(stdout).toContain(`Last-Event-ID: ${ids[1]}`);
    await page.close();
  });

  it('logs what the command for its console says', async () => {
    const session = await live(['serve', 'sse']);
    const found = printedBy(session.welcome()).find(({ about }) => about.includes('console'));
    const page = await browser.newPage();
    await page.goto(`${session.url}/`);
    const logged = page.waitForEvent('console');
    await page.evaluate(found?.command ?? '');
    expect((await logged).text()).toMatch(/^\{"stock":"ABC","cents":\d+\}$/);
    await session.interrupt();
    await page.close();
  });

  it('opens its WebSocket again after a cut, and catches up', async () => {
    // The fault counts on each connection: the page itself, of 3.6 kB, must come through whole.
    const session = await live(['serve', 'ws', '--fault', 'close-after-bytes:bytes=4200']);
    const page = await pressed(session.url, 'Join the kitchen');
    await log(page).getByText('"joined":"kitchen"').waitFor();
    // Each word fills the connection a little more, until the fault cuts it.
    await expect
      .poll(
        async () => {
          await page.getByRole('button', { name: 'Say something' }).click();
          return (await log(page).textContent()) ?? '';
        },
        { timeout: 20_000 },
      )
      .toContain('closed with 1006');
    await expect
      .poll(async () => (await log(page).textContent())?.match(/"joined":"kitchen"/g)?.length, {
        timeout: 20_000,
      })
      .toBe(2);
    const { stdout } = await session.interrupt();
    expect(stdout).toMatch(/"join":"kitchen","after":[1-9]/);
    await page.close();
  });

  it('reads a product, and its edit with an old entity tag is refused', async () => {
    const session = await live(['serve', 'rest']);
    const page = await pressed(session.url, 'Edit it with an old entity tag');
    await log(page).getByText('412 Precondition Failed').waitFor();
    await session.interrupt();
    await page.close();
  });
});

/** The ids of the events that a page has logged. */
async function idsIn(place: { textContent(): Promise<string | null> }): Promise<string[]> {
  const text = (await place.textContent()) ?? '';
  return [...text.matchAll(/ {2}(\d+) {2}\{/g)].map(([, id = '']) => id);
}
