import { createServer, type IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type Lab, listening, type ScriptResponse } from '../../../src/index.ts';
import { tell } from '../tls/story.ts';
import { API, apiOf, inWords, type Row, rows, SHOP, type Sight } from './browser-rows.ts';

const page = { fetch: () => new Response('a page') };
const serveShop = (lab: Lab) => lab.serve('shop', page, { hosts: ['shop.localhost'] });

/** Plays a row in the lab. */
async function played(row: Row): Promise<{ sees: string; gets: readonly string[] }> {
  const gets: string[] = [];
  let sight: Sight | 'refused' = 'refused';
  await tell(async (lab) => {
    await serveShop(lab);
    const api = createServer(apiOf(row, (got) => gets.push(got)));
    await lab.serve('api', (at) => listening(api, at), { hosts: ['api.localhost'] });
    const ada = await lab.browser('ada');
    await ada.open(`${API}/cookie`);
    const opened = await ada.open(`${SHOP}/`);
    for (let time = 0; time < (row.times ?? 1); time++) {
      sight = await opened.fetch(row.url ?? `${API}/`, row.init ?? {}).then(sightOf, refused);
    }
  });
  return { sees: inWords(sight), gets };
}

async function sightOf(response: ScriptResponse): Promise<Sight> {
  const { type, status, headers } = response;
  return { type, status, text: await response.text(), names: [...headers.keys()] };
}

function refused(error: unknown): 'refused' {
  expect(error).toBeInstanceOf(TypeError);
  return 'refused';
}

describe('a script of another origin', () => {
  it.each(rows)('$name', async (row) => {
    expect(await played(row)).toEqual({ sees: row.sees, gets: row.gets });
  });
});

/** What a server of a story got, field by field. */
async function gets(
  story: (lab: Lab, browser: Awaited<ReturnType<Lab['browser']>>) => Promise<unknown>,
): Promise<readonly { line: string; fields: IncomingHttpHeaders; body: string }[]> {
  const got: { line: string; fields: IncomingHttpHeaders; body: string }[] = [];
  await tell(async (lab) => {
    const server = createServer((request, response) => {
      const { method, url = '', headers } = request;
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        got.push({ line: `${method} ${headers.host}${url}`, fields: headers, body });
        const to = /^\/to\/(.*)$/.exec(url)?.[1];
        const cookie = /^\/set\/(.*)$/.exec(url)?.[1];
        if (to !== undefined) response.writeHead(302, { Location: decodeURIComponent(to) });
        if (cookie !== undefined) response.setHeader('Set-Cookie', decodeURIComponent(cookie));
        response.end('a page');
      });
    });
    const hosts = ['shop.example', 'api.shop.example', 'evil.example', 'shop.localhost'];
    await lab.serve('web', (at) => listening(server, at), { hosts });
    await story(lab, await lab.browser('ada'));
  });
  return got;
}

const set = (origin: string, cookie: string) => `${origin}/set/${encodeURIComponent(cookie)}`;

describe('cookies', () => {
  /** The cookies that arrive with the last request. */
  const sent = async (
    cookie: string,
    then: (lab: Lab, browser: Awaited<ReturnType<Lab['browser']>>) => Promise<unknown>,
  ) => {
    const got = await gets(async (lab, ada) => {
      await ada.open(set('http://shop.example', `${cookie}; Path=/`));
      await then(lab, ada);
    });
    return got.at(-1)?.fields.cookie;
  };

  it('Lax goes along when a link of another site is followed, and not with its form or its image', async () => {
    const evil = 'http://evil.example/';
    const lax = 'id=1; SameSite=Lax';
    const shop = 'http://shop.example/';
    expect(await sent(lax, async (_, ada) => (await ada.open(evil)).follow(shop))).toBe('id=1');
    const form = { action: shop, fields: { a: '1' } };
    expect(await sent(lax, async (_, ada) => (await ada.open(evil)).submit(form))).toBeUndefined();
    expect(await sent(lax, async (_, ada) => (await ada.open(evil)).image(shop))).toBeUndefined();
  });

  it('Strict stays at home even then, and goes along from a subdomain', async () => {
    const strict = 'id=1; SameSite=Strict; Domain=shop.example';
    const shop = 'http://shop.example/';
    const from = (origin: string) =>
      sent(strict, async (_, ada) => (await ada.open(origin)).follow(shop));
    expect(await from('http://evil.example/')).toBeUndefined();
    expect(await from('http://api.shop.example/')).toBe('id=1');
  });

  it('what says nothing of sites goes along with a form for two minutes, and with no image', async () => {
    const form = { action: 'http://shop.example/' };
    const sentAfter = (ms: number) =>
      sent('id=1', async (lab, ada) => {
        await lab.clock.sleep(ms);
        return (await ada.open('http://evil.example/')).submit(form);
      });
    expect(await sentAfter(119_000)).toBe('id=1');
    expect(await sentAfter(121_000)).toBeUndefined();
  });

  it('is over by the lab’s clock and calendar', async () => {
    const later = async (cookie: string, ms: number) =>
      sent(cookie, async (lab, ada) => {
        await lab.clock.sleep(ms);
        return ada.open('http://shop.example/');
      });
    expect(await later('id=1; Max-Age=60', 59_000)).toBe('id=1');
    expect(await later('id=1; Max-Age=60', 60_000)).toBeUndefined();
    expect(await later('id=1; Expires=Mon, 05 Jan 2026 09:01:00 GMT', 59_000)).toBe('id=1');
    expect(await later('id=1; Expires=Mon, 05 Jan 2026 09:01:00 GMT', 60_000)).toBeUndefined();
  });

  it('Secure is refused from a place without TLS, and None without Secure', async () => {
    const shop = (_: Lab, ada: Awaited<ReturnType<Lab['browser']>>) =>
      ada.open('http://shop.example/');
    expect(await sent('id=1; Secure', shop)).toBeUndefined();
    expect(await sent('id=1; SameSite=None', shop)).toBeUndefined();
    expect(await sent('__Host-id=1', shop)).toBeUndefined();
  });

  it('HttpOnly is out of reach of scripts', async () => {
    await gets(async (_, ada) => {
      await ada.open(set('http://shop.example', 'hidden=1; HttpOnly; Path=/'));
      const opened = await ada.open(set('http://shop.example', 'seen=2; Path=/'));
      expect(opened.cookie).toBe('seen=2');
      expect(ada.cookies().map(({ name, httpOnly }) => `${name} ${httpOnly}`)).toEqual([
        'hidden true',
        'seen false',
      ]);
    });
  });
});

describe('a navigation', () => {
  it('says where it comes from, as far as that is told', async () => {
    const [typed, followed, sent] = await gets(async (_, ada) => {
      const shop = await ada.open('http://shop.localhost/a?b=1#c');
      await shop.follow('/d');
      await shop.submit({ action: 'http://shop.example/', fields: { a: 'b c' } });
    });
    expect(typed?.fields).toMatchObject({ 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' });
    expect(typed?.fields.referer).toBeUndefined();
    expect(followed?.fields).toMatchObject({
      'sec-fetch-site': 'same-origin',
      referer: 'http://shop.localhost/a?b=1',
    });
    // No Sec-Fetch and no Referer leave for a place that others can listen to.
    expect(sent).toMatchObject({ line: 'POST shop.example/', body: 'a=b+c' });
    expect(sent?.fields.origin).toBe('http://shop.localhost');
    expect(sent?.fields['sec-fetch-site']).toBeUndefined();
    expect(sent?.fields.referer).toBeUndefined();
  });

  it('follows redirects, and says of the chain the least that it has in common', async () => {
    const got = await gets(async (_, ada) => {
      const shop = await ada.open('http://shop.localhost/');
      const back = encodeURIComponent('http://shop.localhost/back?code=1');
      const away = encodeURIComponent(`http://evil.example/to/${back}`);
      const arrived = await shop.follow(`/to/${away}`);
      expect(arrived.url).toBe('http://shop.localhost/back?code=1');
      expect(arrived.visited).toHaveLength(3);
    });
    expect(got.at(-1)?.fields['sec-fetch-site']).toBe('cross-site');
  });

  it('of a form with text/plain sends what looks like JSON', async () => {
    const got = await gets(async (_, ada) => {
      const evil = await ada.open('http://evil.example/');
      const fields = { '{"to":"me","note":"': '"}' };
      await evil.submit({ action: 'http://shop.example/', fields, enctype: 'text/plain' });
    });
    expect(got.at(-1)?.body).toBe('{"to":"me","note":"="}\r\n');
    expect(got.at(-1)?.fields['content-type']).toBe('text/plain');
  });
});

it('a secure page loads nothing that others can listen to', async () => {
  const { events } = await tell(async (lab) => {
    await lab.serve('shop', page, { hosts: ['shop.example'], tls: {} });
    await lab.serve('plain', page, { hosts: ['plain.example'] });
    const ada = await lab.browser('ada');
    const opened = await ada.open('https://shop.example/');
    await expect(opened.fetch('http://plain.example/')).rejects.toThrow(TypeError);
  });
  const notes = events.flatMap((event) => (event.type === 'note' ? [event.text] : []));
  expect(notes).toEqual([
    'The browser of ada: https://shop.example is secure and may not load http://plain.example/.',
  ]);
});

it('a WebSocket carries the origin and the cookie of whoever opens it', async () => {
  const { WebSocketServer } = await import('ws');
  const shaken: string[] = [];
  await tell(async (lab) => {
    const server = createServer((_, response) => {
      response.setHeader('Set-Cookie', 'id=1; SameSite=None; Secure');
      response.end();
    });
    new WebSocketServer({ server }).on('connection', (socket, { headers }) => {
      shaken.push(`${headers.origin} ${headers.cookie} ${headers.host}`);
      socket.close(1000);
    });
    await lab.serve('chat', (at) => listening(server, at), { hosts: ['chat.localhost'] });
    await lab.serve('evil', page, { hosts: ['evil.localhost'] });
    const ada = await lab.browser('ada');
    await ada.open('http://chat.localhost/');
    const evil = await ada.open('http://evil.localhost/');
    const socket = await evil.socket('ws://chat.localhost/');
    await new Promise((resolve) => socket.once('close', resolve));
  });
  expect(shaken).toEqual(['http://evil.localhost id=1 chat.localhost']);
});

it('over TLS a certificate is good for the hosts of its server', async () => {
  await tell(async (lab) => {
    const shop = await lab.serve('shop', page, { hosts: ['shop.example'], tls: {} });
    expect(shop.origin).toBe('https://shop.example');
    const ada = await lab.browser('ada');
    expect((await ada.open(shop.origin)).text).toBe('a page');
    const answer = await lab.party('worker').fetch('https://shop.example/');
    expect(await answer.text()).toBe('a page');
  });
});
