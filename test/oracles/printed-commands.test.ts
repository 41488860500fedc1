import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { readGroups } from '../../src/content/groups.ts';
import { live } from '../cli/live.ts';
import { isInstalled } from './installed.ts';
import { eventsIn, printedBy, shown } from './printed.ts';

/** Held by another test of this folder. */
interface Elsewhere {
  readonly test: string;
}

const inBrowser: Elsewhere = { test: 'live-browser.test.ts' };
const inTerminal: Elsewhere = { test: 'printed-wscat.test.ts' };
const withNghttp: Elsewhere = { test: '../../scenarios/net/http2/others.test.ts' };
const inGrpc: Elsewhere = { test: 'printed-grpcurl.test.ts' };

/** A page is asked for by `serve.test.ts`; here it is opened with curl. */
const page = { 'a page for a browser': /<title>.+<\/title>/ };

/** What any command shows: something, and no fault of the server. */
const anAnswer = /^(?!HTTP\/[\d.]+ 5)\S/;

/** What each printed command shows; those of other groups have an answer. They run in this order, against one server. */
const outcomes: Readonly<Record<string, Readonly<Record<string, RegExp | Elsewhere>>>> = {
  gql: {
    'users and their orders, two statements':
      /^HTTP\/1\.1 200 OK\r\n.*\{"data":\{"users":\[\{"name":"[^"]+","orders":\[.*\}$/s,
    'one of two is not there':
      /^HTTP\/1\.1 294 Partial Success\r\n.*"errors":\[.*"data":\{"a":\{"name":"[^"]+"\},"b":null\}/s,
    'buy a monitor': /^HTTP\/1\.1 200 OK\r\n.*\{"data":\{"placeOrder":\{"id":"?\d+"?\}\}\}$/s,
    'a field that does not exist':
      /^HTTP\/1\.1 422 Unprocessable Content\r\n.*Cannot query field \\"age\\" on type/s,
    ...page,
  },
  grpc: {
    'one price': inGrpc,
    'a product that does not exist: see grpc-status': inGrpc,
    'prices from now on, for at most 5 s: see grpc-timeout': inGrpc,
    'a basket, one sum': inGrpc,
    'two offers and what is asked for them': inGrpc,
    'an HTTP/2 client that speaks no gRPC': inGrpc,
  },
  hook: {
    'a signed event as a command for curl': /^curl -i http:\S+\/hooks \\\n/,
    'deliver one; the same id again is taken and not acted on': /^HTTP\/1\.1 202 Accepted\r\n/,
    'one that was signed an hour ago': /^HTTP\/1\.1 401 Unauthorized\r\n/,
    'a script that signs with openssl, to be read': /^#!\/bin\/sh\n/,
    'an unsigned one': /^HTTP\/1\.1 40[01] /,
    'the secret, for a sender of your own': { test: 'printed-commands.test.ts' },
    ...page,
  },
  idem: {
    'place an order; say it again for a replay': /^HTTP\/1\.1 201 Created\r\n/,
    'the same key for another order': /^HTTP\/1\.1 422 /,
    'no key': /^HTTP\/1\.1 400 Bad Request\r\n/,
    ...page,
  },
  cache: {
    'a price, good for 20 s: ask again and look at Age': /^HTTP\/1\.1 200 OK\r\n/,
    'the same, and the cache is to ask first': /\r\ncache-status: cdn; fwd=request/i,
    'stored, and asked about each time': /\r\ncache-control: no-cache\r\n/i,
    "Ada's basket, which no shared cache keeps": /\{"basketOf":"ada"\}$/,
    'and what Bob gets': /\{"basketOf":"bob"\}$/,
    'of this one nothing is kept': /\r\ncache-control: no-store\r\n/i,
  },
  net: {
    'a picture': /^HTTP\/2 200 \r\n/,
    'two at once: the small one comes first': /^small after [\d.]+ s\ndrawn after [\d.]+ s\n$/,
    'frame by frame, with nghttp of nghttp2': withNghttp,
    'windows of 1 kB, again and again': withNghttp,
  },
  page: {
    'the first page, and where the next one begins': /"next":/,
    'the page after order 16': /"id":15\b|"id":17\b/,
    'order something in between': /^HTTP\/1\.1 201 Created\r\n/,
    'cancel order 19': /^HTTP\/1\.1 204 No Content\r\n/,
    'ask for a page by its number': /^HTTP\/1\.1 400 Bad Request\r\n/,
    'begin an export, a copy of the list': /^HTTP\/1\.1 201 Created\r\n/,
    'read the export, whatever was written since': /"id":\d+/,
    ...page,
  },
  rate: {
    'a price': /^HTTP\/1\.1 200 OK\r\n/,
    'one more than is allowed': /^(?:200\n){4}(?:429\n){2}$/,
    'somebody else is not affected': /^HTTP\/1\.1 200 OK\r\n/,
    'nobody in particular': /^HTTP\/1\.1 401 Unauthorized\r\n/,
    ...page,
  },
  res: {
    'a product, or 503': /^HTTP\/1\.1 200 OK\r\n.*"name":"Keyboard"/s,
    'curl waits for Retry-After if it is told to retry': { test: 'printed-commands.test.ts' },
    'more at once than the two workers take':
      /^(?=(?:\d+\n)*503\n)(?=(?:\d+\n)*200\n)(?:\d+\n){6}$/,
    ...page,
  },
  rest: {
    'read a product and its entity tag': /^HTTP\/1\.1 200 OK\r\n.*\netag: "[^"]+"\r\n.*"Keyboard"/s,
    'read it only if it has changed': /^HTTP\/1\.1 304 Not Modified\r\n/,
    'an edit without If-Match': /^HTTP\/1\.1 428 Precondition Required\r\n/,
    'an edit of whatever is there': /^HTTP\/1\.1 200 OK\r\n.*"cents":9900/s,
    'a new product': /^HTTP\/1\.1 201 Created\r\n.*\nlocation: \/products\/\d+\r\n/s,
    ...page,
    'the API, described with OpenAPI': /PATCH \/products\/\{id\}/,
  },
  sse: {
    'the stream': /retry: 2000\n\nevent: tick\ndata: [^\n]*\nid: \d+\n\n/s,
    'come back after price 1': /retry: 2000\n\nevent: tick\ndata: [^\n]*\nid: 2\n\n/,
    'come back with an id that never was': /event: reset\n/,
    'in the console of a browser': inBrowser,
    ...page,
  },
  ws: {
    'wscat; then type the lines': inTerminal,
    'wscat 6.1 or later, which says them itself and leaves after 2 s': inTerminal,
    'websockets for Python; then type the lines': inTerminal,
    'lines to type': inTerminal,
    ...page,
  },
};

const groups = (await readGroups()).flatMap(({ id, serve }) => (serve === undefined ? [] : [id]));

describe.skipIf(!isInstalled('curl', ['--version']))('every command that serve prints', () => {
  it.each(groups)('%s', async (group) => {
    const session = await live(['serve', group]);
    const printed = printedBy(session.welcome());
    const names = printed.map(({ about }) => about.replace(/, on http:.*/, ''));
    const expected = outcomes[group] ?? Object.fromEntries(names.map((name) => [name, anAnswer]));
    expect(names).toEqual(Object.keys(expected));
    expect(names.length).toBeGreaterThan(0);
    for (const [at, { command }] of printed.entries()) {
      const outcome = expected[names[at] ?? ''];
      if (outcome instanceof RegExp) {
        await shown(/^http:/.test(command) ? `curl -s ${command}` : command, outcome);
      } else {
        expect(existsSync(join(import.meta.dirname, outcome?.test ?? 'none'))).toBe(true);
      }
    }
    await session.interrupt();
  });

  it('and takes what a sender of your own signs with the printed secret', async () => {
    const session = await live(['serve', 'hook']);
    const secret = printedBy(session.welcome()).find(({ about }) => about.startsWith('the secret'));
    const now = new Date();
    const body = '{"type":"order.paid","data":{"orderId":1}}';
    const answer = await fetch(`${session.url}/hooks`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'msg_own',
        'webhook-timestamp': `${Math.floor(now.getTime() / 1000)}`,
        'webhook-signature': new Webhook(secret?.command ?? '').sign('msg_own', now, body),
      },
      body,
    });
    expect(answer.status).toBe(202);
    await session.interrupt();
  });

  it('and curl waits as long as Retry-After says', async () => {
    const session = await live(['serve', 'res', '--format', 'ndjson']);
    const loop = printedBy(session.welcome()).find(({ about }) => about.startsWith('curl waits'));
    await shown(loop?.command ?? 'false', /"status":503.*"name":"Keyboard"/s);
    const { stdout } = await session.interrupt();
    const messages = eventsIn(stdout).flatMap((event) => (event.type === 'message' ? [event] : []));
    const refused = messages.findIndex(
      ({ message }) => message.kind === 'http-response' && message.status === 503,
    );
    const [refusal, again] = messages.slice(refused);
    const fields = refusal?.message.kind === 'http-response' ? refusal.message.fields : [];
    const seconds = Number(fields.find(({ name }) => /^retry-after$/i.test(name))?.value);
    expect(again?.message.kind).toBe('http-request');
    // The refusal passed the tap before curl began to wait; the two clocks differ by their ticks.
    expect((again?.at ?? 0) - (refusal?.at ?? 0)).toBeGreaterThanOrEqual(seconds * 1000 - 5);
  });
});
