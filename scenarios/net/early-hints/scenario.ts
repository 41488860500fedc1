import { correct, defineScenario, integer, listening, must, naive } from 'apilab';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import { hint } from './announce.ts';
import { bytesOf, headsOf, refusal, taken } from './checks.ts';
import { frontPage } from './front-page.ts';
import { hintAll } from './naive/hint-all.ts';
import { lenient } from './naive/lenient.ts';
import { merge } from './naive/merge.ts';
import { push, takingPushes } from './naive/push.ts';
import { silent } from './naive/silent.ts';
import { askWithoutPush, refuse } from './no-push.ts';
import { connected, HOST, pushyServer, throughOldGateway } from './setting.ts';
import { finalAlone, open, visitor } from './visitor.ts';

const HINTS = { announce: hint, open, settle: finalAlone, onPush: refuse };
const WAYS = {
  hints: HINTS,
  silent: { ...HINTS, announce: silent },
  push: { ...HINTS, announce: push, open: takingPushes },
  merge: { ...HINTS, settle: merge },
  'hint-all': { ...HINTS, announce: hintAll },
  lenient: { ...HINTS, onPush: lenient },
};

/** What server push was meant for, what 103 does instead, and what neither may do. */
export default defineScenario({
  title: 'Say early what a page will need, and push nothing',
  claim: 'A page that takes long must not keep what it needs to itself.',
  standard: ['rfc8297 §2', 'rfc9113 §8.4'],
  covers: ['net-h2-push-is-gone'],
  focus: ['link'],
  params: {
    work: integer({ default: 300, min: 100, max: 5000, about: 'ms that a page takes to make' }),
  },
  variants: {
    hints: correct('The server sends 103 with what the page will need. The client decides.'),
    silent: naive('The page says what it needs when it is made.', ['shown-early']),
    push: naive('The server sends the style with each page, unasked.', ['sent-once']),
    merge: naive('The client adds the fields of the 103 to those of the answer.', ['hints-only']),
    'hint-all': naive('The server sends 103 over HTTP/1.1 as well.', ['own-page']),
    lenient: naive('The client says that it takes no push, and passes over one.', ['no-is-no']),
  },
  checks: {
    'shown-early': must('fetch what a page needs meanwhile', 'lab'),
    'sent-once': must('not send what the client has', 'lab'),
    'hints-only': must('not take a hint for the answer', 'rfc8297 §2'),
    'own-page': must('give everybody their own answer', 'lab'),
    'no-is-no': must('end a connection for a forbidden push', 'rfc9113 §6.6'),
  },

  async play(lab) {
    const { serve, step, clock } = lab;
    const { announce, onPush, ...ways } = WAYS[lab.variant];
    const workMs = lab.params.work;
    const pages = frontPage({ clock, workMs, announce });
    const { url } = await serve('shop', (at) => listening(pages.overHttp2(), at), {
      client: 'browser',
    });
    await serve('shop-h1', (at) => listening(pages.overHttp1(), at), { client: 'gateway' });
    await serve('pushy', pushyServer(), { client: 'strict' });
    const browser = await lab.use(visitor({ clock, url, host: HOST, ...ways }));

    const first = await step('first', 'Open a page that takes long to make', () =>
      browser.visit('/ada'),
    );
    const { shownAfterMs } = first.result;
    lab.check(
      'shown-early',
      `${shownAfterMs} ms until all is there`,
      beginsAtMost(workMs, 'ms'),
      headsOf(first),
    );

    const again = await step('again', 'Open it again, with its style in the cache', () =>
      browser.visit('/ada'),
    );
    lab.check('sent-once', bytesOf(again, '/style.css'), '0 bytes of /style.css');

    const gone = await step('gone', 'Open a page that turns out to be gone', () =>
      browser.visit('/gone'),
    );
    lab.check('hints-only', taken(gone.result), '404, needs nothing');

    const shared = await step('shared', 'Two customers behind an old gateway', () =>
      throughOldGateway(lab, 'shop-h1'),
    );
    lab.check('own-page', shared.result, 'ada 200 of ada · grace 200 of grace');

    const refused = await step('refused', 'Say no to push, and be pushed to', async () =>
      askWithoutPush(await connected(lab, 'strict', 'pushy'), {
        authority: HOST,
        onPush,
      }),
    );
    const { said, shown } = refusal(refused);
    lab.check('no-is-no', said, 'GOAWAY PROTOCOL_ERROR · 1 pushed', shown);
  },
});
