import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listening } from 'apilab';
import { seededIds, seededRandom, startServer } from 'apilab/testing';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumIsHere } from '#test/oracles/headless-chromium';
import { read } from './checks.ts';
import { withCors } from './cors.ts';
import { cookieIsEnough } from './naive/cookie-is-enough.ts';
import { loginFirst } from './naive/login-first.ts';
import { noOptions } from './naive/no-options.ts';
import { notExposed } from './naive/not-exposed.ts';
import { patchMissing } from './naive/patch-missing.ts';
import { reflect } from './naive/reflect.ts';
import { wildcard } from './naive/wildcard.ts';
import { ordersApi } from './orders-api.ts';
import { API, EVIL, POLICY, SHOP, type Sight, type Ways } from './setting.ts';

const HOST = '127.0.0.1';
const folder = mkdtempSync(join(tmpdir(), 'apilab-cors-'));
const closing: (() => unknown)[] = [];
let profile: BrowserContext;
let stories = 0;
let serving: ReturnType<typeof opened>;

/** An API with what one way of playing does, and a count of the preflights that it got. */
function opened({ share, answerPreflight, mayChange }: Ways) {
  const api = ordersApi({
    ids: seededIds(seededRandom(1)),
    origins: POLICY.origins,
    home: `${SHOP}/`,
    ...(mayChange && { mayChange }),
  });
  const cors = {
    policy: POLICY,
    ...(share && { share }),
    ...(answerPreflight && { answerPreflight }),
  };
  const counts = { preflights: 0, changes: 0 };
  const server = withCors(api, cors);
  return { orders: api.orders, server, counts };
}

beforeAll(async () => {
  if (!chromiumIsHere) return;
  const page = createServer(
    (_, response) =>
      void response.setHeader('Content-Type', 'text/html').end('<title>a page</title>'),
  );
  const pages = await listening(page, { host: HOST });
  const api = await startServer({
    fetch(request) {
      if (request.method === 'OPTIONS') serving.counts.preflights++;
      if (request.method === 'PATCH') serving.counts.changes++;
      return serving.server.fetch(request);
    },
  });
  closing.push(
    () => pages.close(),
    () => api.close(),
  );
  const rules = [
    ['shop', pages.port],
    ['evil', pages.port],
    ['api', api.port],
  ].map(([name, port]) => `MAP ${name}.localhost:80 ${HOST}:${port}`);
  const settings = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  mkdirSync(join(folder, 'Default'));
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(settings));
  profile = await chromium.launchPersistentContext(folder, {
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=${rules.join(',')}`],
  });
  closing.push(() => profile.close());
}, 60_000);

afterAll(async () => {
  for (const close of closing.reverse()) await close();
  rmSync(folder, { recursive: true, force: true });
});

const look = (page: Page, path: string, init: RequestInit = {}): Promise<Sight> =>
  page.evaluate(
    async ({ url, init }) => {
      try {
        const answer = await fetch(url, { credentials: 'include', ...init });
        const count = answer.headers.get('x-total-count');
        return { status: answer.status, text: await answer.text(), count };
      } catch {
        return { text: 'withheld by the browser' };
      }
    },
    { url: `${API}${path}`, init },
  );

/** A form is sent, and its answer has come. */
async function submit(page: Page, action: string): Promise<void> {
  const answered = page.waitForResponse((response) => response.url() === action);
  await page.setContent(`<form method="post" action="${action}"><button>go</button></form>`);
  await page.click('button', { noWaitAfter: true });
  await answered;
}

/** What Chromium makes of it, in the words of the scenario. */
async function story(ways: Ways) {
  serving = opened(ways);
  await profile.clearCookies();
  const login = await profile.newPage();
  await login.goto(`${SHOP}/`);
  await submit(login, `${API}/login`);
  const page = await profile.newPage();
  await page.goto(`${SHOP}/`);
  const shop = await look(page, '/orders');
  // Chromium keeps preflights by their address, for all of these stories.
  const order = `/orders/1?story=${++stories}`;
  const note = { method: 'PATCH', headers: { 'Content-Type': 'application/json' } };
  await look(page, order, { ...note, body: '{"note":"ring twice"}' });
  await look(page, order, { ...note, body: '{"note":"ring once"}' });
  const { preflights, changes } = serving.counts;
  await page.goto(`${EVIL}/`);
  const eve = await look(page, '/orders');
  await submit(page, `${API}/orders/2/cancel`);
  for (const tab of [login, page]) await tab.close({ runBeforeUnload: false });
  const noted = serving.orders().filter((order) => order.note === 'ring once').length;
  const cancelled = serving.orders().filter((order) => order.state === 'cancelled').length;
  return {
    shop: read(shop),
    count: shop.count ?? 'none',
    noted,
    preflights,
    changes,
    eve: read(eve),
    cancelled,
  };
}

const WITHHELD = 'withheld by the browser';
const good = {
  shop: '200 · 2 orders',
  count: '2',
  noted: 1,
  preflights: 1,
  changes: 2,
  eve: WITHHELD,
  cancelled: 0,
};
const unchanged = { noted: 0, preflights: 2, changes: 0 };

describe.skipIf(!chromiumIsHere)('Chromium does as the browser of the run', () => {
  it.each<[string, Ways, Partial<typeof good>]>([
    ['a list', {}, {}],
    ['the origin sent back', { share: reflect }, { eve: '200 · 2 orders' }],
    [
      'everybody, with cookies',
      { share: wildcard },
      { ...unchanged, shop: WITHHELD, count: 'none' },
    ],
    ['a field not exposed', { share: notExposed }, { count: 'none' }],
    ['no route for OPTIONS', { answerPreflight: noOptions }, unchanged],
    ['a login before the preflight', { answerPreflight: loginFirst }, unchanged],
    ['PATCH not listed', { answerPreflight: patchMissing }, unchanged],
    ['a cookie that is enough', { mayChange: cookieIsEnough }, { cancelled: 1 }],
  ])('%s', { timeout: 30_000 }, async (_, ways, differs) => {
    expect(await story(ways)).toEqual({ ...good, ...differs });
  });
});
