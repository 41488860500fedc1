import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { authorizationServer, type ServerOptions } from './authorization-server.ts';
import { type Codes, type CodesOptions, codes } from './codes.ts';
import { ordersApi } from './orders-api.ts';
import { tokens } from './tokens.ts';

/** Where the client's answers go: nobody is there, and the address bar shows what would come. */
const CALLBACK = 'http://localhost:9999/callback';

/** What may be done in another way. */
interface Ways extends Pick<ServerOptions, 'mayRedirect' | 'responses' | 'grants'> {
  readonly openCodes?: (options: CodesOptions) => Codes;
}

/** An authorization server and the API that takes its tokens, under one address. */
export function loginAndOrders(
  { clock, ids }: LiveLab,
  { openCodes = codes, ...ways }: Ways = {},
): ServerRecipe {
  const secret = () => `${ids.uuid()}${ids.uuid()}`.replaceAll('-', '');
  const issued = tokens({ clock, secret });
  const login = authorizationServer({
    issuer: 'http://login.localhost',
    clients: [{ id: 'shop', redirectUris: [CALLBACK] }],
    codes: openCodes({ clock, tokens: issued, secret }),
    tokens: issued,
    knows: (user, password) => user === 'ada' && password === 'lovelace',
    ...ways,
  });
  const api = ordersApi(issued, new Map([['ada', ['a keyboard']]]));
  return {
    fetch: async (request) =>
      new URL(request.url).pathname === '/orders' ? api.fetch(request) : login.fetch(request),
  };
}

/** A login to be walked through by hand: authorize, token, orders. */
export default defineServer({
  title: 'A login for other programs, and orders for whoever has a token',
  about:
    'The client shop may ask for codes. Ada logs in with lovelace; POST /token gives a token for a code and its verifier.',
  standard: ['rfc6749 §4.1', 'rfc7636 §4.1'],
  focus: ['location', 'authorization', 'www-authenticate'],
  party: 'login',

  start: (lab) => loginAndOrders(lab),

  tryIt: ({ url }) => {
    // The verifier and the challenge of an example: 43 letters, and their SHA-256 in base64url.
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
    const query = `response_type=code&client_id=shop&redirect_uri=${CALLBACK}&state=af0i&code_challenge=${challenge}&code_challenge_method=S256`;
    const form = `-d grant_type=authorization_code -d client_id=shop -d redirect_uri=${CALLBACK} -d code_verifier=${verifier}`;
    const agree = `curl -si "${url}/authorize?${query}" -d user=ada -d password=lovelace`;
    return [
      { about: 'what Ada is asked', command: `curl -i "${url}/authorize?${query}"` },
      { about: 'she agrees: the code is in Location', command: agree },
      {
        about: 'a code and its verifier for a token',
        command: `curl -i ${url}/token ${form} -d code=$(${agree} | grep -io 'code=[0-9a-f]*' | cut -d= -f2)`,
      },
      {
        about: 'the same without the verifier',
        command: `curl -i ${url}/token ${form.replace(/ -d code_verifier=\S+/, '')} -d code=$(${agree} | grep -io 'code=[0-9a-f]*' | cut -d= -f2)`,
      },
      {
        about: 'somewhere else, please',
        command: `curl -i "${url}/authorize?${query.replace(CALLBACK, 'http://evil.example/')}"`,
      },
      {
        about: 'the password grant, which is gone',
        command: `curl -i ${url}/token -d grant_type=password -d username=ada -d password=lovelace`,
      },
      { about: 'orders without a token', command: `curl -i ${url}/orders` },
    ];
  },
});
