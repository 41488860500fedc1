import type { Lab } from 'apilab';
import { authorizationServer, type ServerOptions } from './authorization-server.ts';
import { type Codes, type CodesOptions, codes } from './codes.ts';
import type { LoginGuard } from './login.ts';
import { ordersApi } from './orders-api.ts';
import { shop } from './shop.ts';
import { tokens } from './tokens.ts';

/** Who takes part. What ends in localhost browsers trust without TLS, so that it can be read here. */
export const SHOP = 'http://shop.localhost';
export const LOGIN = 'http://login.localhost';
export const API = 'http://api.localhost';
export const CALLBACK = `${SHOP}/callback`;
/** Begins as the shop's address does. */
export const EVIL = 'http://shop.localhost.evil.localhost';

/** What a way of playing does in its own way. */
export interface Way extends Pick<ServerOptions, 'mayRedirect' | 'responses' | 'grants'> {
  readonly guard?: LoginGuard;
  readonly openCodes?: (options: CodesOptions) => Codes;
}

const PASSWORDS = new Map([
  ['ada', 'difference engine'],
  ['mallory', 'crowbar'],
]);

/** An authorization server, an API, and a shop that acts for its customers; Ada and Mallory have browsers. */
export async function openShop(
  lab: Pick<Lab, 'serve' | 'party' | 'browser' | 'clock' | 'ids'>,
  { guard, openCodes = codes, ...ways }: Way,
) {
  const { clock, ids } = lab;
  const secret = () => `${ids.uuid()}${ids.uuid()}`.replaceAll('-', '');
  const issued = tokens({ clock, secret });
  const server = authorizationServer({
    issuer: LOGIN,
    clients: [{ id: 'shop', redirectUris: [CALLBACK] }],
    codes: openCodes({ clock, tokens: issued, secret }),
    tokens: issued,
    knows: (user, password) => PASSWORDS.get(user) === password,
    ...ways,
  });
  const orders = new Map([
    ['ada', ['a keyboard']],
    ['mallory', ['a crowbar']],
  ]);
  const known = {
    shop: shop({
      origin: SHOP,
      issuer: LOGIN,
      api: API,
      clientId: 'shop',
      fetch: lab.party('shop').fetch,
      secret,
      ...(guard && { guard }),
    }),
    login: server,
    api: ordersApi(issued, orders),
    evil: { fetch: () => new Response('Thank you') },
  };
  for (const [name, app] of Object.entries(known)) {
    const host = new URL(name === 'evil' ? EVIL : `http://${name}.localhost`).host;
    await lab.serve(name, app, { hosts: [host], client: name === 'api' ? 'shop' : 'ada' });
  }
  const ada = await lab.browser('ada');
  const mallory = lab.party('mallory');

  const post = async (who: string, url: string, fields: Record<string, string>) => {
    const init = { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' } as const;
    const answer = await lab.party(who).fetch(url, init);
    const text = await answer.text();
    return { location: answer.headers.get('location') ?? '', text };
  };

  return {
    ada,
    /** Begins a login at the shop, and sends the form of the login page. */
    async logIn(password = PASSWORDS.get('ada') ?? '') {
      const form = await ada.open(`${SHOP}/login`);
      return form.submit({ action: form.url, fields: { user: 'ada', password } });
    },
    /** A login that ends before the shop is called: the address with the code, which Mallory has. */
    async caught(who: 'phone' | 'mallory'): Promise<URL> {
      const user = who === 'phone' ? 'ada' : who;
      const begun = await lab.party(who).fetch(`${SHOP}/login`, { redirect: 'manual' });
      await begun.text();
      const asked = begun.headers.get('location') ?? '';
      const fields = { user, password: PASSWORDS.get(user) ?? '' };
      return new URL((await post(who, asked, fields)).location);
    },
    /** Mallory asks for a token. */
    redeem: (fields: Record<string, string>) => post('mallory', `${LOGIN}/token`, fields),
    /** What a token of Mallory's shows at the API. */
    async useToken(text: string): Promise<string> {
      const token = /"access_token":"(\w+)"/.exec(text)?.[1];
      if (token === undefined) return 'no token';
      const headers = { authorization: `Bearer ${token}` };
      const answer = await mallory.fetch(`${API}/orders`, { headers });
      return answer.text();
    },
  };
}
