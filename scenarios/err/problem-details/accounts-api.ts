import { readJson } from 'apilab/parts/http/json';
import { type Context, Hono } from 'hono';
import { type ReadAccount, readAccount as readEach } from './account.ts';
import type { AccountStore } from './account-store.ts';
import { problems, type Refusal, type Refuse, type StatusAlone } from './problem-types.ts';

export interface AccountsApiOptions {
  readonly accounts: AccountStore;
  readonly refuse?: Refuse;
  readonly readAccount?: ReadAccount;
  /** Told of what nobody foresaw, for whoever runs the API. */
  readonly report?: (error: unknown) => void;
}

const ACCOUNT = '/accounts/:id{[1-9][0-9]{0,9}}';

/** An API to sign up, to read an account and to delete it. Whatever is refused, one function answers. */
export function accountsApi({
  accounts,
  refuse = problems,
  readAccount = readEach,
  report = console.error,
}: AccountsApiOptions) {
  const app = new Hono();
  const no = (c: Context, refusal: Refusal) => refuse(refusal, c.req.raw);
  const status = (c: Context, code: StatusAlone, fields?: Readonly<Record<string, string>>) =>
    no(c, { kind: 'status', status: code, ...(fields && { fields }) });

  app.post('/accounts', async (c) => {
    const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
    if (type !== 'application/json') return status(c, 415, { Accept: 'application/json' });
    const content = await readJson(c.req.raw);
    if (content.state !== 'read') return status(c, content.state === 'not-json' ? 400 : 413);
    const read = readAccount(content.value);
    if ('violations' in read) {
      return no(c, { kind: 'invalid-account', violations: read.violations });
    }
    const id = accounts.add(read.account);
    if (id === 'email-taken') return no(c, { kind: 'email-taken' });
    return new Response(null, { status: 201, headers: { Location: `/accounts/${id}` } });
  });

  app.get(ACCOUNT, (c) => {
    const account = accounts.find(c.req.param('id'));
    if (account === undefined) return status(c, 404);
    if (account === 'deleted') return no(c, { kind: 'account-deleted' });
    return Response.json(account, { headers: { 'Cache-Control': 'no-cache' } });
  });

  app.delete(ACCOUNT, (c) => {
    const account = accounts.find(c.req.param('id'));
    if (account === undefined) return status(c, 404);
    if (account === 'deleted') return no(c, { kind: 'account-deleted' });
    accounts.remove(c.req.param('id'));
    return new Response(null, { status: 204 });
  });

  app.all('/accounts', (c) => status(c, 405, { Allow: 'POST' }));
  app.all(ACCOUNT, (c) => status(c, 405, { Allow: 'GET, HEAD, DELETE' }));
  app.notFound((c) => status(c, 404));
  // What nobody foresaw. The client is told no more than that.
  app.onError((error, c) => {
    report(error);
    return status(c, 500);
  });

  return app;
}
