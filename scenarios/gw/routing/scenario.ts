import { correct, defineScenario, integer, must, naive } from 'apilab';
import {
  admitted,
  atOnce,
  contentOnItsWay,
  digestOfContent,
  hopFields,
  inFront,
  lateness,
  locationOf,
  passedBy,
  routed,
  tagGoodFor,
  toldWho,
  via,
} from './checks.ts';
import { believesField } from './naive/believes-field.ts';
import { copiesFields } from './naive/copies-fields.ts';
import { oldTag } from './naive/old-tag.ts';
import { oneWay } from './naive/one-way.ts';
import { ownCounts } from './naive/own-counts.ts';
import { prefixStays } from './naive/prefix-stays.ts';
import { readsJson } from './naive/reads-json.ts';
import { waitsForAll } from './naive/waits-for-all.ts';
import { openGateways } from './setting.ts';
import type { Ways } from './ways.ts';

const WAYS = {
  gateway: {},
  'prefix-stays': { addresses: prefixStays },
  'one-way': { addresses: oneWay },
  'copies-fields': { proxy: copiesFields },
  'reads-json': { proxy: readsJson },
  'believes-field': { identify: believesField },
  'waits-for-all': { proxy: waitsForAll },
  'old-tag': { translation: oldTag },
  'own-counts': { allowance: ownCounts },
} satisfies Readonly<Record<string, Ways>>;

/** One door before several services. */
export default defineScenario({
  title: 'One gateway before three services',
  claim: 'A service gets what was meant for it, from who sent it; a client sees one API.',
  standard: ['rfc9110 §3.7', 'rfc9110 §7.6'],
  covers: ['gw-routing-prefix', 'gw-auth-offload', 'gw-transform', 'gw-rate-limit-central'],
  focus: ['x-user-id', 'upgrade', 'etag', 'location'],
  params: {
    limit: integer({ default: 6, min: 4, max: 40, about: 'how many requests a minute are let in' }),
  },
  variants: {
    gateway: correct('Routes, says who asks, counts for all, and passes on what came.'),
    'prefix-stays': naive('The service is found by the prefix and asked with it.', [
      'routed',
      'location-true',
      'streamed',
      'tag-own',
      'digest-true',
    ]),
    'one-way': naive('The prefix is taken off on the way in.', ['location-true']),
    'copies-fields': naive('Every field is sent on as it came.', [
      'hop-fields-dropped',
      'via-said',
    ]),
    'reads-json': naive('Content is read as JSON, and written again.', ['content-kept']),
    'believes-field': naive('X-User-Id is set unless it is there.', ['identity-own']),
    'waits-for-all': naive('An answer is passed on when all of it is there.', ['streamed']),
    'old-tag': naive('Another form of the content, with the fields of the first.', [
      'tag-own',
      'digest-true',
    ]),
    'own-counts': naive('Each gateway counts for each service.', ['one-limit']),
  },
  checks: {
    routed: must('ask a service for a path of its own', 'lab'),
    'hop-fields-dropped': must('not pass on what Connection names', 'rfc9110 §7.6.1'),
    'via-said': must('say in Via who passed it on', 'rfc9110 §7.6.3'),
    'content-kept': must('pass content on, byte for byte', 'lab'),
    'location-true': must('lead to what Location names', 'lab'),
    'identity-own': must('tell no service an identity that a client claimed', 'lab'),
    streamed: must('pass each event on when it comes', 'lab'),
    'tag-own': must('give another form another tag', 'lab'),
    'digest-true': must('send no digest of other content', 'lab'),
    'one-limit': must('keep one limit over services and gateways', 'lab'),
  },

  async play(lab) {
    const { step } = lab;
    const { limit } = lab.params;
    const gateways = await openGateways(lab, limit, WAYS[lab.variant]);
    const { ask } = gateways;

    const route = await step(
      'route',
      'Ada asks for her profile, and for what no service has',
      async () => {
        await ask('ada', '/api/users/me');
        await ask('ada', '/api/stock');
      },
    );
    lab.check('routed', routed(route), 'users: /users/me · nobody: /api/stock');

    const order = await step('order', 'She orders, and offers to go on in HTTP/2', gateways.order);
    const [, behind] = order.requests;
    lab.check('hop-fields-dropped', hopFields(behind), 'none');
    lab.check('via-said', via(behind), '1.1 gw');
    lab.check(
      'content-kept',
      contentOnItsWay(order.requests),
      'the same bytes · its digest beside it',
    );
    lab.check('location-true', locationOf(inFront(order)[0]), '/api/orders/8');

    const forged = await step('identity', 'Mallory says that she is Bob', () =>
      ask('mallory', '/api/users/me', { 'x-user-id': 'bob' }),
    );
    lab.check('identity-own', toldWho(forged), 'mallory');

    await step('stream', 'Ada listens to prices', () => ask('ada', '/api/prices'));
    lab.check('streamed', lateness(lab.wire), atOnce(2));

    const forms = await step(
      'forms',
      "Bob's old app wants an order in its old form",
      gateways.askInTwoForms,
    );
    const [answers, [first, firstBehind]] = [inFront(forms), forms.exchanges];
    const shown = [first, firstBehind].flatMap((each) => [each?.request, each?.response]);
    lab.check('tag-own', tagGoodFor(answers), 'its own form: 304 · the other: 200');
    lab.check('digest-true', digestOfContent(answers[0]), 'of this content', shown);

    const many = await step('limit', 'Grace asks two services through two gateways', () =>
      gateways.askInTurn('grace', limit + 2),
    );
    lab.chart({
      title: 'Who let her through',
      binLabel: 'way',
      unit: 'requests',
      bins: passedBy(many),
    });
    lab.check('one-limit', admitted(many), `${limit} let through · 2 refused`);
  },
});
