import { parseJson } from 'apilab/parts/http/json';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { once } from './form.ts';
import { guarded, type LoginGuard, type Pending } from './login.ts';

interface Session {
  pending?: Pending;
  token?: string;
}

export interface ShopOptions {
  /** The shop's own origin, and those of the authorization server and of the API. */
  readonly origin: string;
  readonly issuer: string;
  readonly api: string;
  readonly clientId: string;
  readonly fetch: typeof globalThis.fetch;
  /** Draws what nobody can guess, of 43 characters or more. */
  readonly secret: () => string;
  readonly guard?: LoginGuard;
}

/** How many sessions are kept: the oldest goes first. */
const ROOM = 10_000;

/** A shop that asks for tokens, keeps them in its session, and shows what it gets for them. */
export function shop(options: ShopOptions): Hono {
  const { origin, issuer, api, clientId, fetch, secret, guard = guarded } = options;
  const redirectUri = `${origin}/callback`;
  const sessions = new Map<string, Session>();
  const app = new Hono();

  const open = (session: Session): string => {
    const id = secret();
    sessions.set(id, session);
    for (const oldest of sessions.keys()) {
      if (sessions.size <= ROOM) break;
      sessions.delete(oldest);
    }
    return id;
  };
  const cookie = { httpOnly: true, secure: true, sameSite: 'Lax', path: '/' } as const;

  app.get('/login', (c) => {
    const { pending, asks } = guard.begin(secret);
    setCookie(c, 'sid', open({ pending }), cookie);
    const url = new URL(`${issuer}/authorize`);
    const asked = { response_type: 'code', client_id: clientId, redirect_uri: redirectUri };
    url.search = new URLSearchParams({ ...asked, scope: 'orders', ...asks }).toString();
    return c.redirect(url.href);
  });

  app.get('/callback', async (c) => {
    const id = getCookie(c, 'sid') ?? '';
    const session = sessions.get(id);
    const answer = once(new URL(c.req.url).searchParams);
    const code = answer?.get('code');
    const [state, iss] = [answer?.get('state'), answer?.get('iss')];
    const callback = { ...(state && { state }), ...(iss && { iss }) };
    if (!session?.pending || !guard.accepts(session.pending, callback, issuer)) {
      return c.text('This login was not begun here.', 400);
    }
    // A login ends with its answer, and goes on under another id: one that was planted is of no use.
    sessions.delete(id);
    const token = code && (await redeem(code, session.pending));
    if (!token) return c.text('The login has failed.', 400);
    setCookie(c, 'sid', open({ token }), cookie);
    return c.redirect('/orders', 303);
  });

  app.get('/orders', async (c) => {
    const token = sessions.get(getCookie(c, 'sid') ?? '')?.token;
    if (token === undefined) return c.text('Log in first.', 403);
    const answer = await fetch(`${api}/orders`, { headers: { authorization: `Bearer ${token}` } });
    const text = await answer.text();
    return answer.ok ? c.text(text) : c.text('Log in again.', 403);
  });
  app.onError((_, c) => c.text('Something does not answer.', 502));
  return app;

  async function redeem(code: string, { verifier }: Pending): Promise<string | undefined> {
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      client_id: clientId,
      ...(verifier && { code_verifier: verifier }),
    };
    const answer = await fetch(`${issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const { access_token: token } = Object(parseJson(await answer.text()));
    return answer.ok && typeof token === 'string' ? token : undefined;
  }
}
