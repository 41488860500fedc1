import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listening, type RunningServer } from '../../src/index.ts';
import { API, apiOf, inWords, rows, SHOP, type Sight } from '../lab/party/browser-rows.ts';
import { tell } from '../lab/tls/story.ts';
import { chromiumIsHere } from './headless-chromium.ts';

const HOST = '127.0.0.1';
let shop: RunningServer;
let api: RunningServer;
let evil: RunningServer;
let folder: string;
/** A profile that takes cookies of third parties, as the lab's browser does; many refuse them. */
let profile: BrowserContext;
let answerApi: RequestListener = (_, response) => void response.end();
let answerShop: RequestListener = (_, response) => void response.end();

const pageOf: RequestListener = (_, response) =>
  void response.setHeader('Content-Type', 'text/html').end('<title>a page</title>');

beforeAll(async () => {
  if (!chromiumIsHere) return;
  shop = await listening(
    createServer((...given) => answerShop(...given)),
    { host: HOST },
  );
  api = await listening(
    createServer((...given) => answerApi(...given)),
    { host: HOST },
  );
  evil = await listening(createServer(pageOf), { host: HOST });
  const places = { shop, api, evil };
  const rules = Object.entries(places).map(
    ([name, { port }]) => `MAP ${name}.localhost:80 ${HOST}:${port}`,
  );
  folder = mkdtempSync(join(tmpdir(), 'apilab-chromium-'));
  const settings = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  mkdirSync(join(folder, 'Default'));
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(settings));
  profile = await chromium.launchPersistentContext(folder, {
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=${rules.join(',')}`],
  });
});

afterAll(async () => {
  await profile?.close();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  for (const server of [shop, api, evil]) await server?.close();
});

/** A page of the profile, without cookies. */
async function inChromium<T>(use: (page: Page) => Promise<T>): Promise<T> {
  await profile.clearCookies();
  const page = await profile.newPage();
  try {
    return await use(page);
  } finally {
    await page.close();
  }
}

describe.skipIf(!chromiumIsHere)('Chromium agrees with the lab’s browser: a script', () => {
  it.each(rows.map((row, number) => ({ ...row, number })))('$name', async (row) => {
    const gets: string[] = [];
    answerShop = pageOf;
    answerApi = apiOf(row, (got) => {
      if (!got.includes('favicon')) gets.push(got);
    });
    const sight = await inChromium(async (page) => {
      await page.goto(`${API}/cookie`);
      await page.goto(`${SHOP}/`);
      gets.length = 0;
      return page.evaluate(
        async ({ url, init, times }): Promise<Sight | 'refused'> => {
          let seen: Sight | 'refused' = 'refused';
          for (let time = 0; time < times; time++) {
            seen = await fetch(url, init).then(
              async (response) => ({
                type: response.type,
                status: response.status,
                text: await response.text(),
                names: [...response.headers.keys()],
              }),
              () => 'refused' as const,
            );
          }
          return seen;
        },
        // An address of its own: leave that an earlier row got is still kept.
        {
          url: `${row.url ?? `${API}/`}?row=${row.number}`,
          init: row.init ?? {},
          times: row.times ?? 1,
        },
      );
    });
    expect({ sees: inWords(sight), gets }).toEqual({ sees: row.sees, gets: row.gets });
  });
});

/** The fields in which the lab's browser must not differ. */
const COMPARED = [
  'origin',
  'cookie',
  'referer',
  'content-type',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
] as const;

const told = (line: string, fields: IncomingHttpHeaders) => [
  line,
  ...COMPARED.flatMap((name) => (fields[name] === undefined ? [] : [`${name}: ${fields[name]}`])),
];

/** Answers and writes down what came. */
function shopThat(got: string[][]): RequestListener {
  return (request, response) => {
    const { method, url = '', headers } = request;
    request.resume();
    if (url === '/favicon.ico') return void response.end();
    got.push(told(`${method} ${url}`, headers));
    if (url === '/login') {
      response.setHeader('Set-Cookie', [
        'lax=1; SameSite=Lax',
        'strict=1; SameSite=Strict',
        'none=1; SameSite=None; Secure',
        'silent=1',
        'refused=1; SameSite=None',
      ]);
    }
    if (url === '/image') response.setHeader('Content-Type', 'image/png');
    else response.setHeader('Content-Type', 'text/html');
    response.end('a page');
  };
}

describe.skipIf(!chromiumIsHere)(
  'Chromium agrees with the lab’s browser: a page of another site',
  () => {
    const EVIL = 'http://evil.localhost/';

    async function byTheLab(name: 'follow' | 'submit' | 'image' | 'fetch'): Promise<string[][]> {
      const got: string[][] = [];
      await tell(async (lab) => {
        const server = createServer(shopThat(got));
        await lab.serve('shop', (at) => listening(server, at), { hosts: ['shop.localhost'] });
        await lab.serve('evil', { fetch: () => new Response('') }, { hosts: ['evil.localhost'] });
        const ada = await lab.browser('ada');
        await ada.open(`${SHOP}/login`);
        const page = await ada.open(EVIL);
        if (name === 'follow') await page.follow(`${SHOP}/there`);
        if (name === 'submit') await page.submit({ action: `${SHOP}/pay`, fields: { a: '1' } });
        if (name === 'image') await page.image(`${SHOP}/image`);
        if (name === 'fetch') {
          const init = {
            method: 'POST',
            body: 'a',
            mode: 'no-cors',
            credentials: 'include',
          } as const;
          await page.fetch(`${SHOP}/pay`, init);
        }
      });
      return got;
    }

    async function byChromium(name: 'follow' | 'submit' | 'image' | 'fetch'): Promise<string[][]> {
      const got: string[][] = [];
      answerShop = shopThat(got);
      await inChromium(async (page) => {
        await page.goto(`${SHOP}/login`);
        await page.goto(EVIL);
        const act = {
          follow: `<a href="${SHOP}/there">there</a>`,
          submit: `<form method="post" action="${SHOP}/pay"><input name="a" value="1"><button></form>`,
          image: `<img src="${SHOP}/image">`,
          fetch: '',
        }[name];
        const arrived = page.waitForResponse((response) => response.url().startsWith(SHOP));
        await page.setContent(act);
        if (name === 'follow') await page.click('a');
        if (name === 'submit') await page.click('button');
        if (name === 'fetch') {
          await page.evaluate(
            (url) =>
              fetch(url, { method: 'POST', body: 'a', mode: 'no-cors', credentials: 'include' }),
            `${SHOP}/pay`,
          );
        }
        await arrived;
      });
      return got;
    }

    it.each(['follow', 'submit', 'image', 'fetch'] as const)('%s', async (name) => {
      expect(await byTheLab(name)).toEqual(await byChromium(name));
    });
  },
);
