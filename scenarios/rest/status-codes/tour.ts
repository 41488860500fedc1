/** A request that ought to have a status of its own, and what it tries. */
export interface Stop {
  readonly status: number;
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const KEYBOARD = '{"product":"Keyboard","quantity":1}';
const ANY = { 'if-match': '*', ...JSON_TYPE };

/** What goes well. */
export const DONE: readonly Stop[] = [
  { status: 200, method: 'GET', path: '/orders/1' },
  { status: 304, method: 'GET', path: '/orders/1', fields: { 'if-none-match': '*' } },
  { status: 201, method: 'POST', path: '/orders', fields: JSON_TYPE, body: KEYBOARD },
  { status: 204, method: 'PUT', path: '/orders/1', fields: ANY, body: KEYBOARD },
  { status: 202, method: 'POST', path: '/orders/1/invoice' },
];

const post = (status: number, body: string, fields: Stop['fields'] = JSON_TYPE): Stop => ({
  status,
  method: 'POST',
  path: '/orders',
  fields,
  body,
});

/** What the client can put right: the form of a request, its content, or what it knows of the state. */
export const MENDED: readonly Stop[] = [
  post(400, '{"product":"Keybo'),
  post(422, '{"product":"Keyboard","quantity":-2}'),
  post(415, 'Keyboard, 1', { 'content-type': 'text/csv' }),
  { status: 406, method: 'GET', path: '/orders/1', fields: { accept: 'text/csv' } },
  { status: 405, method: 'PATCH', path: '/orders/1' },
  post(413, KEYBOARD.padEnd(2000)),
  { status: 428, method: 'PUT', path: '/orders/1', fields: JSON_TYPE, body: KEYBOARD },
  {
    status: 412,
    method: 'PUT',
    path: '/orders/1',
    fields: { ...JSON_TYPE, 'if-match': '"old"' },
    body: KEYBOARD,
  },
  { status: 429, method: 'POST', path: '/orders/1/invoice' },
  { status: 409, method: 'DELETE', path: '/orders/2' },
  { status: 410, method: 'GET', path: '/orders/3' },
];

/** What depends on who asks. The last two are an order of somebody else, and none at all. */
export const ASKED: readonly Stop[] = [
  { status: 401, method: 'GET', path: '/orders/1', token: '' },
  { status: 403, method: 'DELETE', path: '/orders/1', token: 'clerk' },
  { status: 404, method: 'GET', path: '/orders/4' },
  { status: 404, method: 'GET', path: '/orders/99' },
];

/** What only the server's people can put right. */
export const FAILED: readonly Stop[] = [
  { status: 500, method: 'GET', path: '/stock/cable' },
  { status: 502, method: 'POST', path: '/orders/1/payment' },
  { status: 504, method: 'POST', path: '/orders/2/payment' },
];

/** Sends these requests, one behind the other. */
export async function visit(fetch: typeof globalThis.fetch, stops: readonly Stop[]): Promise<void> {
  for (const { method, path, token = 'owner', fields, body } of stops) {
    const authorization = token === '' ? {} : { authorization: `Bearer ${token}` };
    const headers = { ...authorization, ...fields };
    const content = body === undefined ? {} : { body };
    await (await fetch(`http://api${path}`, { method, headers, ...content })).text();
  }
}
