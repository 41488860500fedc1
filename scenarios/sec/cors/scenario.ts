import { correct, defineScenario, must, naive } from 'apilab';
import { counted } from 'apilab/parts/checks/words';
import { heard, preflights, read, withoutVary } from './checks.ts';
import { cookieIsEnough } from './naive/cookie-is-enough.ts';
import { loginFirst } from './naive/login-first.ts';
import { noOptions } from './naive/no-options.ts';
import { noVary } from './naive/no-vary.ts';
import { notExposed } from './naive/not-exposed.ts';
import { originAsLogin } from './naive/origin-as-login.ts';
import { patchMissing } from './naive/patch-missing.ts';
import { reflect } from './naive/reflect.ts';
import { wildcard } from './naive/wildcard.ts';
import { API, EVIL, look, openSites, SHOP, type Ways } from './setting.ts';

const WAYS = {
  'allow-list': {},
  reflect: { share: reflect },
  wildcard: { share: wildcard },
  'no-vary': { share: noVary },
  'not-exposed': { share: notExposed },
  'no-options': { answerPreflight: noOptions },
  'login-first': { answerPreflight: loginFirst },
  'patch-missing': { answerPreflight: patchMissing },
  'origin-as-login': { whoAsks: originAsLogin },
  'cookie-is-enough': { mayChange: cookieIsEnough },
} satisfies Readonly<Record<string, Ways>>;

/** CORS decides which pages may read an answer. It keeps no request away. */
export default defineScenario({
  title: 'Let one page read across origins, and no other',
  claim: 'CORS decides who may read an answer; the server decides who may ask.',
  standard: ['fetch §3.3', 'fetch-metadata §2.3'],
  covers: [
    'sec-cors-simple',
    'sec-cors-preflight',
    'sec-cors-preflight-401',
    'sec-cors-credentials-wildcard',
    'sec-cors-expose-headers',
    'sec-csrf',
  ],
  focus: ['origin', 'access-control-allow-origin', 'access-control-request-method'],
  variants: {
    'allow-list': correct(
      'One origin is listed; preflights come before the login; Origin is checked.',
    ),
    reflect: naive('Whatever origin comes is sent back, with leave for cookies.', [
      'stranger-reads-nothing',
    ]),
    wildcard: naive('Any origin may read, and cookies are allowed as well.', [
      'shop-reads',
      'count-read',
      'shop-changes',
      'one-preflight',
    ]),
    'no-vary': naive('The origin is sent back if it is listed, and Vary is not sent.', [
      'vary-sent',
    ]),
    'not-exposed': naive('The count is in a field of its own, which is not exposed.', [
      'count-read',
    ]),
    'no-options': naive('There is no route for OPTIONS.', ['shop-changes', 'one-preflight']),
    'login-first': naive('Every request must be logged in, OPTIONS as well.', [
      'shop-changes',
      'one-preflight',
    ]),
    'patch-missing': naive('GET, POST, PUT and DELETE are allowed.', [
      'shop-changes',
      'one-preflight',
    ]),
    'origin-as-login': naive('Requests of the shop’s origin are taken for Ada’s.', [
      'origin-is-no-login',
    ]),
    'cookie-is-enough': naive('Whoever has the cookie may change something.', ['forgery-refused']),
  },
  checks: {
    'shop-reads': must('let a script of the shop read with her cookie', 'lab'),
    'count-read': must('let it read the field with the count', 'lab'),
    'shop-changes': must('let it change orders with PATCH', 'lab'),
    'one-preflight': must('need one preflight for the same request twice', 'lab'),
    'stranger-reads-nothing': must('let no script of another site read', 'lab'),
    'vary-sent': must('say that what names an origin depends on it', 'lab'),
    'origin-is-no-login': must('take no Origin for a login', 'lab'),
    'forgery-refused': must('not change a thing for a form of another site', 'lab'),
  },

  async play(lab) {
    const { ada, orders, pretend } = await openSites(lab, WAYS[lab.variant]);

    const seen = await lab.step('read', 'Ada logs in, and a script of the shop reads', async () => {
      const page = await ada.open(`${SHOP}/`);
      const shop = await page.submit({ action: `${API}/login` });
      return { shop, sight: await look(shop, '/orders') };
    });
    const { shop } = seen.result;
    lab.check('shop-reads', read(seen.result.sight), '200 · 2 orders');
    lab.check('count-read', `reads ${seen.result.sight.count ?? 'nothing'}`, 'reads 2');

    const changed = await lab.step(
      'change',
      'It changes the note of an order twice, with PATCH',
      async () => {
        const note = {
          method: 'PATCH',
          headers: { 'Content-Type': 'application/json' },
          body: '{"note":"ring twice"}',
        };
        await look(shop, '/orders/1', note);
        await look(shop, '/orders/1', { ...note, body: '{"note":"ring once"}' });
      },
    );
    const noted = orders().filter(({ note }) => note === 'ring once').length;
    lab.check('shop-changes', `${counted(noted, 'order')} changed`, '1 order changed');
    lab.check('one-preflight', preflights(changed.exchanges), '1 for 2 changes');

    const stranger = await lab.step(
      'stranger',
      'Ada opens a page of Eve, whose script asks as well',
      async () => {
        const evil = await ada.open(`${EVIL}/`);
        return { evil, sight: await look(evil, '/orders') };
      },
    );
    const { evil, sight } = stranger.result;
    lab.check('stranger-reads-nothing', `Eve: ${read(sight)}`, 'Eve: withheld by the browser');
    lab.check('vary-sent', withoutVary(lab.wire), '0 lack it');

    const curl = await lab.step('curl', 'A program claims to be the shop’s page', () =>
      pretend('/orders', SHOP),
    );
    lab.check('origin-is-no-login', heard(curl.answers[0]), '401 · no orders');

    await lab.step('forge', 'Eve’s page sends a form that cancels an order', () =>
      evil.submit({ action: `${API}/orders/2/cancel` }),
    );
    const cancelled = orders().filter(({ state }) => state === 'cancelled').length;
    lab.check('forgery-refused', `${counted(cancelled, 'order')} cancelled`, '0 orders cancelled');
  },
});
