import type { IncomingMessage, ServerResponse } from 'node:http';

/** A page of `shop`, and what a script of it fetches from `api`, which is another site. */
export interface Row {
  readonly name: string;
  readonly init?: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly mode?: 'cors' | 'no-cors' | 'same-origin';
    readonly credentials?: 'omit' | 'same-origin' | 'include';
    readonly redirect?: 'follow' | 'error' | 'manual';
  };
  /** Where to; the API by default. */
  readonly url?: string;
  /** How often the script fetches, one after another; once by default. */
  readonly times?: number;
  /** What the API answers to OPTIONS, and to whatever else. */
  readonly preflight?: readonly [status: number, fields?: Readonly<Record<string, string>>];
  readonly answer?: readonly [status: number, fields?: Readonly<Record<string, string>>];
  /** What the script sees of the last answer. */
  readonly sees: string;
  /** What the API got. */
  readonly gets: readonly string[];
}

export const SHOP = 'http://shop.localhost';
export const API = 'http://api.localhost';

const any = { 'Access-Control-Allow-Origin': '*' };
const shop = { 'Access-Control-Allow-Origin': SHOP };
const credentials = { ...shop, 'Access-Control-Allow-Credentials': 'true' };

/** What scripts see and servers get, row by row; browsers and the lab's must agree. */
export const rows: readonly Row[] = [
  {
    name: 'a simple request that nobody allowed reaches the server all the same',
    sees: 'refused',
    gets: ['GET / origin'],
  },
  {
    name: 'a simple request for everybody',
    answer: [200, any],
    sees: 'cors 200 ok',
    gets: ['GET / origin'],
  },
  { name: 'for this origin', answer: [200, shop], sees: 'cors 200 ok', gets: ['GET / origin'] },
  {
    name: 'for another origin',
    answer: [200, { 'Access-Control-Allow-Origin': 'http://other.localhost' }],
    sees: 'refused',
    gets: ['GET / origin'],
  },
  {
    name: 'for two origins at once, which is for none',
    answer: [200, { 'Access-Control-Allow-Origin': `${SHOP}, http://other.localhost` }],
    sees: 'refused',
    gets: ['GET / origin'],
  },
  {
    name: 'an error answer is read like any other',
    answer: [401, any],
    sees: 'cors 401 ok',
    gets: ['GET / origin'],
  },
  {
    name: 'a POST of text is simple',
    init: { method: 'POST', body: '{}' },
    answer: [200, any],
    sees: 'cors 200 ok',
    gets: ['POST / origin text/plain;charset=UTF-8'],
  },
  {
    name: 'JSON asks first',
    init: { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } },
    preflight: [204, { ...any, 'Access-Control-Allow-Headers': 'Content-Type' }],
    answer: [200, any],
    sees: 'cors 200 ok',
    gets: ['OPTIONS / origin asks POST with content-type', 'POST / origin application/json'],
  },
  {
    name: 'no route for OPTIONS',
    init: { method: 'PUT' },
    preflight: [404],
    answer: [200, any],
    sees: 'refused',
    gets: ['OPTIONS / origin asks PUT'],
  },
  {
    name: 'a preflight that wants credentials',
    init: { method: 'DELETE', headers: { Authorization: 'Bearer t' } },
    preflight: [
      401,
      {
        ...any,
        'Access-Control-Allow-Methods': 'DELETE',
        'Access-Control-Allow-Headers': 'Authorization',
      },
    ],
    answer: [200, any],
    sees: 'refused',
    gets: ['OPTIONS / origin asks DELETE with authorization'],
  },
  {
    name: 'a method that is not listed',
    init: { method: 'PATCH' },
    preflight: [204, { ...any, 'Access-Control-Allow-Methods': 'GET, POST, PUT' }],
    answer: [200, any],
    sees: 'refused',
    gets: ['OPTIONS / origin asks PATCH'],
  },
  {
    name: 'patch in small letters is not PATCH',
    init: { method: 'patch' },
    preflight: [204, { ...any, 'Access-Control-Allow-Methods': 'PATCH' }],
    answer: [200, any],
    sees: 'refused',
    gets: ['OPTIONS / origin asks patch'],
  },
  {
    name: 'put in small letters is PUT',
    init: { method: 'put' },
    preflight: [204, { ...any, 'Access-Control-Allow-Methods': 'PUT' }],
    answer: [200, any],
    sees: 'cors 200 ok',
    gets: ['OPTIONS / origin asks PUT', 'PUT / origin'],
  },
  {
    name: 'all methods, without credentials',
    init: { method: 'PATCH' },
    preflight: [204, { ...any, 'Access-Control-Allow-Methods': '*' }],
    answer: [200, any],
    sees: 'cors 200 ok',
    gets: ['OPTIONS / origin asks PATCH', 'PATCH / origin'],
  },
  {
    name: 'all methods, with credentials, is the method *',
    init: { method: 'PATCH', credentials: 'include' },
    preflight: [204, { ...credentials, 'Access-Control-Allow-Methods': '*' }],
    answer: [200, credentials],
    sees: 'refused',
    gets: ['OPTIONS / origin asks PATCH'],
  },
  {
    name: 'all fields, and one of no safelist',
    init: { headers: { 'X-Client': '1' } },
    preflight: [204, { ...any, 'Access-Control-Allow-Headers': '*' }],
    answer: [200, any],
    sees: 'cors 200 ok',
    gets: ['OPTIONS / origin asks GET with x-client', 'GET / origin'],
  },
  {
    name: 'a field that is not listed',
    init: { headers: { 'X-Client': '1', 'X-Other': '2' } },
    preflight: [204, { ...any, 'Access-Control-Allow-Headers': 'X-Client' }],
    answer: [200, any],
    sees: 'refused',
    gets: ['OPTIONS / origin asks GET with x-client,x-other'],
  },
  {
    name: 'a second request finds the leave of the first',
    init: { method: 'PUT' },
    times: 2,
    preflight: [
      204,
      { ...any, 'Access-Control-Allow-Methods': 'PUT', 'Access-Control-Max-Age': '60' },
    ],
    answer: [200, any],
    sees: 'cors 200 ok',
    gets: ['OPTIONS / origin asks PUT', 'PUT / origin', 'PUT / origin'],
  },
  {
    name: 'leave that is kept for no time is asked again',
    init: { method: 'PUT' },
    times: 2,
    preflight: [
      204,
      { ...any, 'Access-Control-Allow-Methods': 'PUT', 'Access-Control-Max-Age': '0' },
    ],
    answer: [200, any],
    sees: 'cors 200 ok',
    gets: [
      'OPTIONS / origin asks PUT',
      'PUT / origin',
      'OPTIONS / origin asks PUT',
      'PUT / origin',
    ],
  },
  {
    name: 'credentials and *',
    init: { credentials: 'include' },
    answer: [200, { ...any, 'Access-Control-Allow-Credentials': 'true' }],
    sees: 'refused',
    gets: ['GET / origin cookie'],
  },
  {
    name: 'credentials, the origin, and no leave for them',
    init: { credentials: 'include' },
    answer: [200, shop],
    sees: 'refused',
    gets: ['GET / origin cookie'],
  },
  {
    name: 'credentials, allowed',
    init: { credentials: 'include' },
    answer: [200, credentials],
    sees: 'cors 200 ok',
    gets: ['GET / origin cookie'],
  },
  {
    name: 'a preflight never carries the cookie',
    init: { method: 'DELETE', credentials: 'include' },
    preflight: [204, { ...credentials, 'Access-Control-Allow-Methods': 'DELETE' }],
    answer: [200, credentials],
    sees: 'cors 200 ok',
    gets: ['OPTIONS / origin asks DELETE', 'DELETE / origin cookie'],
  },
  {
    name: 'fields that are not exposed are not there',
    answer: [200, { ...any, 'X-Total-Count': '7', ETag: '"1"' }],
    sees: 'cors 200 ok',
    gets: ['GET / origin'],
  },
  {
    name: 'exposed fields are',
    answer: [
      200,
      { ...any, 'X-Total-Count': '7', 'Access-Control-Expose-Headers': 'X-Total-Count' },
    ],
    sees: 'cors 200 ok x-total-count',
    gets: ['GET / origin'],
  },
  {
    name: 'all fields exposed, with credentials, is the field *',
    init: { credentials: 'include' },
    answer: [200, { ...credentials, 'X-Total-Count': '7', 'Access-Control-Expose-Headers': '*' }],
    sees: 'cors 200 ok',
    gets: ['GET / origin cookie'],
  },
  {
    name: 'no-cors: it arrives, and the script sees nothing',
    init: { method: 'POST', body: 'a', mode: 'no-cors', credentials: 'include' },
    sees: 'opaque 0 ',
    gets: ['POST / origin cookie text/plain;charset=UTF-8'],
  },
  {
    name: 'no-cors leaves out what is not safelisted',
    init: { mode: 'no-cors', headers: { 'X-Client': '1' } },
    sees: 'opaque 0 ',
    gets: ['GET /'],
  },
  {
    name: 'same-origin mode does not even ask',
    init: { mode: 'same-origin' },
    sees: 'refused',
    gets: [],
  },
  {
    name: 'fields that only the browser sets',
    init: {
      headers: { Cookie: 'a=1', Origin: 'http://evil', 'Sec-Fetch-Site': 'none', Host: 'x' },
    },
    answer: [200, any],
    sees: 'cors 200 ok',
    gets: ['GET / origin'],
  },
  {
    name: 'a redirect needs leave too',
    url: `${API}/away`,
    answer: [200, any],
    sees: 'refused',
    gets: ['GET /away origin'],
  },
  {
    name: 'a redirect with leave is followed',
    url: `${API}/moved`,
    answer: [200, any],
    sees: 'cors 200 ok',
    gets: ['GET /moved origin', 'GET / origin'],
  },
  {
    name: 'a redirect that is to be an error',
    url: `${API}/moved`,
    init: { redirect: 'error' },
    answer: [200, any],
    sees: 'refused',
    gets: ['GET /moved origin'],
  },
  {
    name: 'a redirect that is to be handed over',
    url: `${API}/moved`,
    init: { redirect: 'manual' },
    answer: [200, any],
    sees: 'opaqueredirect 0 ',
    gets: ['GET /moved origin'],
  },
  {
    name: 'a POST behind 302 is a GET',
    url: `${API}/moved`,
    init: { method: 'POST', body: 'a' },
    answer: [200, any],
    sees: 'cors 200 ok',
    gets: ['POST /moved origin text/plain;charset=UTF-8', 'GET / origin'],
  },
];

/** The API of a row, for a server of Node. `take` is told what came. */
export function apiOf(
  row: Row,
  take: (got: string) => void,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const { method = '', headers } = request;
    const url = (request.url ?? '').replace(/\?row=\d+$/, '');
    if (url === '/cookie') {
      response.setHeader('Set-Cookie', 'session=a1; SameSite=None; Secure; HttpOnly');
      response.end();
      return;
    }
    take(gotOf(method, url, headers));
    request.resume();
    if (method === 'OPTIONS') return answer(response, row.preflight ?? [204], '');
    if (url === '/away') return answer(response, [302, { Location: '/' }], '');
    if (url === '/moved') return answer(response, [302, { Location: '/', ...any }], '');
    answer(response, row.answer ?? [200], 'ok');
  };
}

function answer(
  response: ServerResponse,
  [status, fields = {}]: NonNullable<Row['answer']>,
  text: string,
): void {
  response.writeHead(status, { 'Content-Type': 'text/plain', ...fields });
  response.end(status === 204 ? undefined : text);
}

function gotOf(method: string, url: string, headers: IncomingMessage['headers']): string {
  const asked = headers['access-control-request-method'];
  const withFields = headers['access-control-request-headers'];
  return [
    method,
    url,
    ...(headers.origin === SHOP
      ? ['origin']
      : headers.origin === undefined
        ? []
        : [headers.origin]),
    ...(headers.cookie === 'session=a1'
      ? ['cookie']
      : headers.cookie === undefined
        ? []
        : [headers.cookie]),
    ...(asked === undefined ? [] : [`asks ${asked}`]),
    ...(withFields === undefined ? [] : [`with ${withFields}`]),
    ...(headers['content-type'] === undefined ? [] : [headers['content-type']]),
  ].join(' ');
}

/** What a script sees, in a line; it runs in a browser too. */
export interface Sight {
  readonly type: string;
  readonly status: number;
  readonly text: string;
  readonly names: readonly string[];
}

/** The sight in words: of its fields those that are nobody's safelist. */
export function inWords(sight: Sight | 'refused'): string {
  if (sight === 'refused') return sight;
  const { type, status, text, names } = sight;
  const own = names.filter((name) => !/^(content-type|content-length|cache-control)$/.test(name));
  return [type, status, text, ...own].join(' ');
}
