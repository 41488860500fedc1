import { correct, defineScenario, integer, may, must, naive } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import { addedTo, challengeOf, got, partsOf } from './checks.ts';
import { guessed, pemOf, renamed, signedWith, unsigned, WORDS } from './forgeries.ts';
import { alwaysAHeader } from './naive/always-a-header.ts';
import { decodeOnly } from './naive/decode-only.ts';
import { headerAlg } from './naive/header-alg.ts';
import { onlyExp } from './naive/only-exp.ts';
import { openBook } from './naive/open-book.ts';
import { wallClock } from './naive/wall-clock.ts';
import { weakSecret } from './naive/weak-secret.ts';
import { LIFETIME_S, openOrders, type Ways } from './setting.ts';

const WAYS = {
  pinned: {},
  'decode-only': { verifier: decodeOnly },
  'header-alg': { verifier: headerAlg },
  'only-exp': { verifier: onlyExp },
  'always-a-header': { readToken: alwaysAHeader },
  'open-book': { claims: openBook },
  'wall-clock': { claims: wallClock },
  'weak-secret': { signing: weakSecret },
} satisfies Readonly<Record<string, Ways>>;

const REFUSED = '401 · invalid_token';

/** A token is believed for its signature, and then for what it says. */
export default defineScenario({
  title: 'Verify a JWT: the signature, then every claim',
  claim: 'Anybody can read a token; only its issuer may have written it, for this API and for now.',
  standard: ['rfc9068 §4', 'rfc8725 §3.1'],
  covers: [
    'auth-jwt-anatomy',
    'auth-jwt-missing-header',
    'auth-jwt-alg-none-confusion',
    'auth-jwt-claims',
    'auth-jwt-weak-secret',
  ],
  params: {
    leeway: integer({
      default: 30,
      min: 2,
      max: 300,
      about: 'for how many seconds clocks may disagree',
    }),
  },
  variants: {
    pinned: correct('One algorithm for the key; issuer, audience, type and times are checked.'),
    'decode-only': naive('The payload is decoded, and its claims are checked.', [
      'change-refused',
      'none-refused',
      'confusion-refused',
      'type-checked',
      'guess-refused',
    ]),
    'header-alg': naive('The token says by which algorithm it is verified.', [
      'none-refused',
      'confusion-refused',
    ]),
    'only-exp': naive('The signature and the expiry are checked.', [
      'audience-checked',
      'issuer-checked',
      'type-checked',
      'not-before-checked',
    ]),
    'always-a-header': naive('The token is cut out of Authorization, which is always there.', [
      'challenged',
    ]),
    'open-book': naive('The issuer puts the account into the token.', ['nothing-secret']),
    'wall-clock': naive('The issuer takes the time from the clock on its wall.', ['expired']),
    'weak-secret': naive('Both sides share a secret, which is a word.', ['guess-refused']),
  },
  checks: {
    'nothing-secret': must('tell no secret to whoever reads the token', 'rfc7519 §12'),
    challenged: must('challenge who sends no token', 'rfc6750 §3'),
    'change-refused': must('refuse a token that was changed', 'rfc9068 §4'),
    'none-refused': must('refuse a token with alg none', 'rfc9068 §4'),
    'confusion-refused': must('use a key with one algorithm only', 'rfc8725 §3.1'),
    'guess-refused': must('sign with no word that can be guessed', 'rfc8725 §3.5'),
    'audience-checked': must('refuse a token for another API', 'rfc9068 §4'),
    'issuer-checked': must('refuse a token of another issuer', 'rfc9068 §4'),
    'type-checked': must('refuse a token of another type', 'rfc9068 §4'),
    'not-before-checked': must('refuse a token before its time', 'rfc7519 §4.1.5'),
    'leeway-kept': may('accept a token just behind its expiry', 'rfc7519 §4.1.4'),
    expired: must('refuse a token whose time is over', 'rfc7519 §4.1.4'),
  },

  async play(lab) {
    const { step, clock, params } = lab;
    const orders = await openOrders(lab, params.leeway, WAYS[lab.variant]);
    const { issue, ask, ada, mallory, signing } = orders;
    const [adas, mallorys] = [await issue(ada), await issue(mallory)];

    await step('anatomy', 'Ada asks for her orders with her token', () => ask('ada', adas));
    lab.table({
      title: 'Her token, which anybody can decode',
      columns: ['part', 'characters', 'what it says'],
      rows: partsOf(adas, signing),
    });
    lab.check('nothing-secret', `adds ${addedTo(adas)}`, 'adds nothing');

    const bare = await step('bare', 'Somebody asks without a token', () => ask('stranger'));
    const { status } = bare.answers[0] ?? {};
    lab.check(
      'challenged',
      listed(`${status}`, challengeOf(bare.answers[0])),
      '401 · Bearer realm="orders"',
    );

    const forged = await step(
      'forge',
      'Mallory writes Ada into her own token, three times',
      async () => {
        lab.note('Renamed; then alg none; then HS256, with the published key as its secret.');
        await ask('mallory', renamed(mallorys, 'ada'));
        await ask('mallory', unsigned(mallorys, 'ada'));
        await ask('mallory', signedWith(pemOf(signing.verify), mallorys, 'ada'));
      },
    );
    lab.check('change-refused', got(forged.answers[0]), REFUSED);
    lab.check('none-refused', got(forged.answers[1]), REFUSED);
    lab.check('confusion-refused', got(forged.answers[2]), REFUSED);

    const word = guessed(mallorys, WORDS);
    const guess = await step('guess', 'She tries words as the key, at home', () => {
      lab.note(
        word ? `It is "${word}".` : `None of ${WORDS.length} words fits. She uses the last.`,
      );
      return ask('mallory', signedWith(word ?? 'shop2026', mallorys, 'ada'));
    });
    lab.check('guess-refused', got(guess.answers[0]), REFUSED);

    const nowS = clock.date().getTime() / 1000;
    // Signed beforehand, as that happens in Node's thread pool, beside the lab.
    const foreign = [
      await issue(ada, { aud: 'https://mail.example' }),
      await issue(ada, { iss: 'https://test.login.example' }),
      await issue(ada, {}, 'JWT'),
      await issue(ada, { nbf: nowS + 2 * LIFETIME_S }),
    ];
    const others = await step(
      'claims',
      'Tokens that were signed, for others and for later',
      async () => {
        for (const token of foreign) await ask('ada', token);
      },
    );
    const [aud, iss, typ, nbf] = others.answers;
    lab.check('audience-checked', got(aud), REFUSED);
    lab.check('issuer-checked', got(iss), REFUSED);
    lab.check('type-checked', got(typ), REFUSED);
    lab.check('not-before-checked', got(nbf), REFUSED);

    const late = await step('later', 'Ada comes back when her token is over', async () => {
      await clock.sleep((LIFETIME_S + params.leeway - 1) * 1000);
      await ask('ada', adas);
      await clock.sleep(1000);
      await ask('ada', adas);
    });
    lab.check('leeway-kept', got(late.answers[0]), '200 · the orders of ada');
    lab.check('expired', got(late.answers[1]), REFUSED);
  },
});
