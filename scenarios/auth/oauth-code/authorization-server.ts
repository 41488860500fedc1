import { Hono } from 'hono';
import type { Codes } from './codes.ts';
import { once, readForm } from './form.ts';
import { CHALLENGE } from './pkce.ts';
import type { AccessToken, Tokens } from './tokens.ts';

type Parameters = ReadonlyMap<string, string>;

/** Somebody else's program that may ask for tokens. It has no secret: everybody can read it. */
export interface Client {
  readonly id: string;
  /** Where answers may be sent. */
  readonly redirectUris: readonly string[];
}

/** An error by its code (RFC 6749 §4.1.2.1, §5.2). */
export interface OAuthError {
  readonly error: string;
}

export interface ServerOptions {
  /** By what it calls itself: its origin. */
  readonly issuer: string;
  readonly clients: readonly Client[];
  readonly codes: Codes;
  readonly tokens: Tokens;
  /** Whether this is the password of this user. */
  readonly knows: (user: string, password: string) => boolean;
  readonly mayRedirect?: (client: Client, uri: string) => boolean;
  /** What it answers through the browser, by `response_type`. */
  readonly responses?: Readonly<Record<string, ResponseType>>;
  /** What it gives tokens for, by `grant_type`. */
  readonly grants?: Readonly<Record<string, Grant>>;
}

/** What is wrong with a request, and what goes back once the user has agreed. */
export interface ResponseType {
  refuses(asked: Parameters): string | undefined;
  answer(
    asked: Parameters,
    about: { user: string; clientId: string; redirectUri: string },
    server: ServerOptions,
  ): Record<string, string>;
}

export type Grant = (form: Parameters, server: ServerOptions) => AccessToken | OAuthError;

/** Character by character, so that nothing but what was registered fits (RFC 9700 §2.1). */
export const exactly = ({ redirectUris }: Client, uri: string): boolean =>
  redirectUris.includes(uri);

/** A code, for who sends a challenge by S256 (RFC 9700 §2.1.1). */
export const codeWithChallenge: ResponseType = {
  refuses: (asked) =>
    asked.get('code_challenge_method') === 'S256' &&
    CHALLENGE.test(asked.get('code_challenge') ?? '')
      ? undefined
      : 'invalid_request',
  answer: (asked, about, { codes }) => {
    const challenge = asked.get('code_challenge');
    const scope = asked.get('scope') ?? 'orders';
    return { code: codes.issue({ ...about, scope, ...(challenge && { challenge }) }) };
  },
};

/** A token for a code (RFC 6749 §4.1.3). */
export const forCode: Grant = (form, { codes }) => {
  const [code, clientId] = [form.get('code'), form.get('client_id')];
  const redirectUri = form.get('redirect_uri');
  if (code === undefined || clientId === undefined || redirectUri === undefined) {
    return { error: 'invalid_request' };
  }
  const verifier = form.get('code_verifier');
  const redemption = { code, clientId, redirectUri, ...(verifier !== undefined && { verifier }) };
  return codes.redeem(redemption) ?? { error: 'invalid_grant' };
};

const CODE_ONLY = { code: codeWithChallenge };
const BY_CODE = { authorization_code: forCode };

/** Asks users whether a client may act for them, and gives tokens to clients. */
export function authorizationServer(options: ServerOptions): Hono {
  const { issuer, clients, knows, mayRedirect = exactly } = options;
  const responses = new Map(Object.entries(options.responses ?? CODE_ONLY));
  const grants = new Map(Object.entries(options.grants ?? BY_CODE));
  const app = new Hono();

  app.on(['GET', 'POST'], '/authorize', async (c) => {
    const { method, url } = c.req.raw;
    const asked = once(new URL(url).searchParams);
    const client = clients.find(({ id }) => id === asked?.get('client_id'));
    const redirectUri = asked?.get('redirect_uri') ?? '';
    // Whoever is not known to belong to the client is sent nothing, not even an error (RFC 6749 §4.1.2.1).
    if (asked === undefined || client === undefined || !mayRedirect(client, redirectUri)) {
      return page(400, 'This link is not from one of our partners.');
    }
    const back = (answer: Readonly<Record<string, string>>) =>
      redirect(redirectUri, { ...answer, state: asked.get('state'), iss: issuer });
    const type = asked.get('response_type');
    if (type === undefined) return back({ error: 'invalid_request' });
    const response = responses.get(type);
    if (response === undefined) return back({ error: 'unsupported_response_type' });
    const error = response.refuses(asked);
    if (error !== undefined) return back({ error });
    if (method === 'GET') return page(200, LOGIN_FORM);
    const form = await readForm(c.req.raw);
    const user = form?.get('user') ?? '';
    if (!knows(user, form?.get('password') ?? '')) return page(403, LOGIN_FORM);
    return back(response.answer(asked, { user, clientId: client.id, redirectUri }, options));
  });

  app.post('/token', async (c) => {
    const form = await readForm(c.req.raw);
    const type = form?.get('grant_type');
    if (form === undefined || type === undefined) return tokenAnswer({ error: 'invalid_request' });
    const grant = grants.get(type);
    return tokenAnswer(grant ? grant(form, options) : { error: 'unsupported_grant_type' });
  });
  return app;
}

/** A token or an error, which no cache may keep (RFC 6749 §5.1, §5.2). */
function tokenAnswer(result: AccessToken | OAuthError): Response {
  const headers = { 'Cache-Control': 'no-store' };
  if ('error' in result) return Response.json({ error: result.error }, { status: 400, headers });
  const { token, scope, expiresInS } = result;
  const content = { access_token: token, token_type: 'Bearer', expires_in: expiresInS, scope };
  return Response.json(content, { headers });
}

/** Sends the browser on by GET, whatever it came by: with 307 it would send the password along (RFC 9700 §4.12). */
function redirect(uri: string, answer: Readonly<Record<string, string | undefined>>): Response {
  const url = new URL(uri);
  for (const [name, value] of Object.entries(answer)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const headers = { Location: url.href, 'Cache-Control': 'no-store' };
  return new Response(null, { status: 303, headers });
}

/** It posts to the address that it came from, so it repeats nothing of what a stranger wrote there. */
const LOGIN_FORM =
  '<form method="post">The shop wants to see your orders. <input name="user">' +
  '<input name="password" type="password"><button>Agree</button></form>';

/** In no frame of others, and without its address in `Referer`. */
const page = (status: number, text: string): Response =>
  new Response(`<!doctype html><title>Login</title>${text}`, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "frame-ancestors 'none'",
      'Referrer-Policy': 'no-referrer',
    },
  });
