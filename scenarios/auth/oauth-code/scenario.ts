import { correct, defineScenario, must, naive, should } from 'apilab';
import { ordersSeen, sentTo, tokenAnswers } from './checks.ts';
import { allGrants } from './naive/all-grants.ts';
import { anyIssuer } from './naive/any-issuer.ts';
import { bare } from './naive/bare.ts';
import { codesStay } from './naive/codes-stay.ts';
import { codeForAnybody, noPkce } from './naive/no-pkce.ts';
import { prefixMatch } from './naive/prefix-match.ts';
import { CALLBACK, EVIL, LOGIN, openShop, SHOP, type Way } from './setting.ts';

const WAYS = {
  guarded: {},
  'no-pkce': { guard: noPkce, responses: { code: codeForAnybody } },
  bare: { guard: bare, responses: { code: codeForAnybody } },
  'any-issuer': { guard: anyIssuer },
  'prefix-match': { mayRedirect: prefixMatch },
  'codes-stay': { openCodes: codesStay },
  'all-grants': allGrants,
} satisfies Readonly<Record<string, Way>>;

/** A shop is allowed to act for Ada, and what Mallory does with all that goes through browsers. */
export default defineScenario({
  title: 'Let a shop act for you: a code, a proof, a token',
  claim: 'What goes through a browser can be seen by others, and is of no use to them.',
  standard: ['rfc6749 §4.1', 'rfc9700 §2.1'],
  covers: [
    'auth-oauth-code-pkce',
    'auth-oauth-state-csrf',
    'auth-oauth-code-reuse',
    'auth-oauth-removed-grants',
  ],
  focus: ['location', 'www-authenticate'],
  variants: {
    guarded: correct('State for the browser, a proof for the code, and the issuer is compared.'),
    'no-pkce': naive('A code is all it takes to get a token.', ['code-bound']),
    bare: naive('No state and no proof: the least that works.', ['code-bound', 'answer-asked-for']),
    'any-issuer': naive('The state fits, so the answer is taken.', ['issuer-compared']),
    'prefix-match': naive('Redirects go to whatever begins as registered.', ['redirect-exact']),
    'codes-stay': naive('A code is good for a minute.', ['code-once', 'copies-punished']),
    'all-grants': naive('The server offers all that RFC 6749 has.', ['no-implicit', 'no-password']),
  },
  checks: {
    'logged-in': must('give a token for a code that is proved', 'lab'),
    'code-bound': must('refuse a code without its verifier', 'rfc7636 §4.6'),
    'answer-asked-for': must('take no answer that this browser did not ask for', 'rfc9700 §2.1'),
    'issuer-compared': must('take no answer of another issuer', 'rfc9207 §2.4'),
    'redirect-exact': must('redirect to exactly what was registered', 'rfc9700 §2.1'),
    'code-once': must('refuse a code that comes again', 'rfc6749 §4.1.2'),
    'copies-punished': should('revoke what such a code has bought', 'rfc6749 §4.1.2'),
    'no-implicit': should('send no token through the browser', 'rfc9700 §2.1.2'),
    'no-password': must('give no token for a password', 'rfc9700 §2.4'),
  },

  async play(lab) {
    const { step } = lab;
    const world = await openShop(lab, WAYS[lab.variant]);
    const { ada, caught, redeem } = world;

    const login = await step('login', 'Ada lets the shop see her orders', () => world.logIn());
    lab.check('logged-in', ordersSeen(login.result.text), 'the orders of ada');
    const used = login.requests.find(
      ({ server, target }) => server === 'login' && target === '/token',
    );

    const again = await step('again', 'That code comes once more, from a log', async () => {
      await redeem(Object.fromEntries(new URLSearchParams(used?.content.text)));
      return (await ada.open(`${SHOP}/orders`)).text;
    });
    lab.check('code-once', tokenAnswers(again), '400 · invalid_grant');
    lab.check('copies-punished', `Ada sees ${ordersSeen(again.result)}`, 'Ada sees no orders');

    const stolen = await step(
      'stolen',
      'Mallory catches a code on its way to the shop',
      async () => {
        const code = (await caught('phone')).searchParams.get('code') ?? '';
        const bought = await redeem({ ...FOR_CODE, code });
        return world.useToken(bought.text);
      },
    );
    lab.check('code-bound', tokenAnswers(stolen), '400 · invalid_grant');

    const forged = await step('forged', 'Ada is led to answers that are not hers', async () => {
      const begun = await ada.open(`${SHOP}/login`);
      const state = new URL(begun.url).searchParams.get('state') ?? '';
      const other = new URLSearchParams({ code: 'of-another-server', state, iss: EVIL });
      const mixed = await begun.follow(`${CALLBACK}?${other}`);
      const page = await begun.follow((await caught('mallory')).href);
      return { mixed: mixed.text, page: page.text };
    });
    lab.check('issuer-compared', forged.result.mixed, 'This login was not begun here.');
    lab.check(
      'answer-asked-for',
      `Ada sees ${ordersSeen(forged.result.page)}`,
      'Ada sees no orders',
    );

    const redirect = await step('redirect', 'Mallory sends Ada a link to the login', async () => {
      const asked = { response_type: 'code', client_id: 'shop', redirect_uri: `${EVIL}/` };
      const challenge = { code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' };
      const page = await ada.open(
        `${LOGIN}/authorize?${new URLSearchParams({ ...asked, ...challenge })}`,
      );
      const fields = { user: 'ada', password: 'difference engine' };
      if (page.status === 200) await page.submit({ action: page.url, fields });
    });
    lab.check(
      'redirect-exact',
      `${sentTo(redirect, new URL(EVIL).host)} goes there`,
      'nothing goes there',
    );

    const old = await step('old', 'Somebody asks in the two ways of before', async () => {
      const asked = { response_type: 'token', client_id: 'shop', redirect_uri: CALLBACK };
      const page = await ada.open(`${LOGIN}/authorize?${new URLSearchParams(asked)}`);
      const fields = { user: 'ada', password: 'difference engine' };
      if (page.status === 200) await page.submit({ action: page.url, fields });
      await redeem({
        grant_type: 'password',
        client_id: 'shop',
        username: 'ada',
        password: fields.password,
      });
    });
    lab.check('no-implicit', `${sentTo(old, new URL(SHOP).host)} goes back`, 'nothing goes back');
    lab.check('no-password', tokenAnswers(old), '400 · unsupported_grant_type');
  },
});

const FOR_CODE = {
  grant_type: 'authorization_code',
  client_id: 'shop',
  redirect_uri: CALLBACK,
};
