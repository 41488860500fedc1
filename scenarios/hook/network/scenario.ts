import { correct, defineScenario, must, naive, should } from 'apilab';
import { inTheClear, reached, shopSaid, toShop } from './checks.ts';
import { anyAddress } from './naive/any-address.ts';
import { byName } from './naive/by-name.ts';
import { checkThenPost } from './naive/check-then-post.ts';
import { firstEntry } from './naive/first-entry.ts';
import { followLocation } from './naive/follow-location.ts';
import { peerAddress } from './naive/peer-address.ts';
import { toHttps } from './naive/to-https.ts';
import { openNetwork, type Ways } from './setting.ts';

const WAYS = {
  guarded: {},
  'any-address': { deliver: anyAddress },
  'by-name': { deliver: byName },
  'check-then-post': { deliver: checkThenPost },
  'follow-location': { deliver: followLocation },
  'first-entry': { sourceOf: firstEntry },
  'peer-address': { sourceOf: peerAddress },
  'to-https': { plain: toHttps },
} satisfies Readonly<Record<string, Ways>>;

/** Endpoints that lead to what only the sender can reach, each written in its own way. */
const INSIDE = [
  'http://169.254.169.254/latest/',
  'http://[::ffff:169.254.169.254]/latest/',
  'http://inside.example/latest/',
];

/** A sender calls whatever was registered, and a receiver is called by whoever likes. */
export default defineScenario({
  title: 'Webhooks and the network: call nothing inside',
  claim:
    'A sender calls nobody inside; a receiver believes no address and takes nothing in the clear.',
  standard: 'standard-webhooks §Server side request forgery (SSRF)',
  covers: ['hook-ssrf-guard', 'hook-ip-allowlist', 'hook-https-no-redirect'],
  focus: ['host', 'location', 'x-forwarded-for'],
  variants: {
    guarded: correct('Resolved once, looked at, pinned; the last hop; no redirect.'),
    'any-address': naive('The sender posts to what was registered.', ['inside-refused']),
    'by-name': naive('The sender looks at the host as it is written.', ['inside-refused']),
    'check-then-post': naive('The name is looked up and checked, then given to a client.', [
      'pinned',
    ]),
    'follow-location': naive('The first request is guarded, redirects are followed.', [
      'redirect-not-followed',
    ]),
    'first-entry': naive('The first address in X-Forwarded-For is the client.', ['forged-refused']),
    'peer-address': naive('Who is connected is the client.', ['sender-let-in']),
    'to-https': naive('What comes in the clear is sent on to https.', ['clear-refused']),
  },
  checks: {
    'inside-refused': must('call nothing inside, however it is written', 'lab'),
    pinned: must('call the address that was looked at', 'lab'),
    'redirect-not-followed': should(
      'follow no redirect',
      'standard-webhooks §Delivery success and failure',
    ),
    'sender-let-in': must('let the sender in through the proxy', 'lab'),
    'forged-refused': must('refuse an address that a client wrote', 'lab'),
    'clear-refused': must('not redirect what comes in the clear', 'lab'),
  },

  async play(lab) {
    const { step } = lab;
    const { deliver, forge } = await openNetwork(lab, WAYS[lab.variant]);

    const inside = await step(
      'inside',
      'Mallory registers what only the sender reaches',
      async () => {
        lab.note('169.254.169.254 as an address, in IPv6, and as the name inside.example.');
        const outcomes = [];
        for (const url of INSIDE) outcomes.push(await deliver(url));
        return outcomes;
      },
    );
    lab.check('inside-refused', reached(inside), '0 requests inside · refused');

    const rebind = await step('rebind', 'Then a name that means two things', async () => {
      lab.note('rebind.example is 203.0.113.20 when first asked, and 169.254.169.254 after that.');
      return [await deliver('http://rebind.example/hooks')];
    });
    lab.check('pinned', reached(rebind), '0 requests inside · answered with 204');

    const moved = await step('redirect', 'Then her own server, which leads inside', async () => [
      await deliver('http://moved.example/moved'),
    ]);
    lab.check('redirect-not-followed', reached(moved), '0 requests inside · answered with 307');

    const allowed = await step('allow', 'The shop lets in one address, behind its proxy', () =>
      deliver('https://shop.example/hooks'),
    );
    lab.check('sender-let-in', shopSaid(allowed), '202', toShop(allowed));

    const forged = await step('forge', 'Mallory says that she is at that address', () => {
      lab.note('She sends X-Forwarded-For: 192.0.2.10, the address of the sender.');
      return forge();
    });
    lab.check('forged-refused', shopSaid(forged), '403', toShop(forged));

    await step('clear', 'A sender that forgot the s', () => deliver('http://shop.example/hooks'));
    lab.check('clear-refused', inTheClear(lab.wire), '403');
  },
});
