import { correct, defineScenario, integer, may, must, naive, should } from 'apilab';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import { openClient } from '../parts/client.ts';
import { gallery } from '../parts/gallery.ts';
import { MODEST } from '../parts/http2-client.ts';
import { BOTH, connecting, HOST, lengthOf, watched } from '../parts/over-tls.ts';
import { keepCalm } from '../parts/reset-limit.ts';
import {
  agreement,
  beyondWindows,
  connectionsOf,
  endedBy,
  goodbye,
  requestBytes,
  sentUnread,
  spoken,
  tableBytes,
} from './checks.ts';
import { connectionEach } from './naive/connection-each.ts';
import { http1Only } from './naive/http1-only.ts';
import { tireless } from './naive/tireless.ts';
import { WIDE_OPEN } from './naive/wide-open.ts';
import { flood, timed } from './setting.ts';

const HTTP2 = { guard: keepCalm, open: openClient, settings: MODEST };
const WAYS = {
  http2: HTTP2,
  'http1-only': HTTP2,
  'connection-each': { ...HTTP2, open: connectionEach },
  'wide-open': { ...HTTP2, settings: WIDE_OPEN },
  tireless: { ...HTTP2, guard: tireless },
};
const PICTURES = ['/drawn', '/drawn', '/small', '/small', '/small'];

/** What one connection of HTTP/2 does for a page full of pictures, and what it must be told. */
export default defineScenario({
  title: 'Many answers over one connection',
  claim: 'An answer that is there must not wait for one that is not.',
  standard: ['rfc9113 §5', 'rfc7301 §3'],
  covers: [
    'net-h2-multiplexing',
    'net-h1-head-of-line',
    'net-h2-hpack',
    'net-h2-flow-control',
    'net-h2-enable-in-practice',
    'net-h2-rapid-reset',
  ],
  params: {
    resets: integer({ default: 60, min: 40, max: 1000, about: 'how often the attacker asks' }),
  },
  variants: {
    http2: correct('One connection, a stream for each answer, a window for each stream.'),
    'http1-only': naive('The program knows HTTP/2; what ends TLS before it does not.', [
      'http2-agreed',
      'not-held-up',
      'named-once',
      'unread-bounded',
      'others-go-on',
    ]),
    'connection-each': naive('The client opens a connection for each request.', [
      'one-connection',
      'named-once',
    ]),
    'wide-open': naive('The client opens its windows as far as they go.', ['unread-bounded']),
    tireless: naive('The server lets a client take back as many requests as it likes.', [
      'flood-ended',
    ]),
  },
  checks: {
    'http2-agreed': must('speak HTTP/2 with who offers it', 'lab'),
    'not-held-up': must('give at once what is there', 'lab'),
    'one-connection': should('open one connection to a host and port', 'rfc9113 §9.1'),
    'named-once': must('send fields that repeat as numbers', 'lab'),
    'same-table': must('have the same table of fields at both ends', 'lab'),
    'unread-bounded': must('stop sending what nobody reads', 'lab'),
    'others-go-on': must('answer others meanwhile', 'lab'),
    'within-windows': must('not send more than a window has room for', 'rfc9113 §6.9.1'),
    'flood-ended': may('end a connection that looks like an attack', 'rfc9113 §10.5'),
  },

  async play(lab) {
    const { party, step, wire } = lab;
    const { guard, open, settings } = WAYS[lab.variant];
    const pictures = gallery({ clock: lab.clock, guard });
    const served = lab.variant === 'http1-only' ? http1Only(pictures.listener) : pictures.server;
    const server = watched(served);
    const place = await lab.serve('gallery', server.listen, {
      ...{ tls: BOTH, hosts: [HOST], client: 'ada' },
    });

    const first = await step('agree', 'Ask with HTTP/2 on offer, and without', async () => {
      const client = await lab.use(open({ ...connecting(lab, place.authority), settings }));
      await lengthOf((await client.ask('/small')).body);
      await lab.untilQuiet();
      await (await party('old').fetch(`https://${HOST}/small`)).arrayBuffer();
      return client;
    });
    lab.check(
      'http2-agreed',
      spoken(wire, 'gallery', ['ada', 'old']),
      'ada HTTP/2 · old HTTP/1.1',
      agreement(first),
    );
    const { ask } = first.result;
    const get = timed(lab, ask);

    const all = await step('together', 'Two pictures to be drawn, three that are there', () =>
      lab.together(PICTURES.map((path) => () => get(path))),
    );
    lab.check('not-held-up', `after ${Math.max(...all.result.slice(2))} ms`, 'after 0 ms');
    const [opening = 0, repeated] = [requestBytes(first)[0], Math.max(...requestBytes(all))];
    lab.check(
      'named-once',
      `${repeated} bytes a request, ${opening} the first one`,
      beginsAtMost(opening / 4, 'bytes'),
    );
    lab.check('same-table', `${server.tables[0] ?? 0} bytes`, tableBytes(wire, 'ada'));

    const unread = await step('unread', 'Leave a long answer unread', async () => {
      const { body } = await ask('/large');
      await lab.untilQuiet();
      return body;
    });
    lab.check('unread-bounded', sentUnread(unread), beginsAtMost(65_535, 'bytes'));

    const meanwhile = await step(
      'meanwhile',
      'Ask for a short one; read the long one',
      async () => {
        let came = 'waited';
        const short = get('/small').then(() => (came = 'came'));
        await lab.untilQuiet();
        const told = `the short one ${came}`;
        await lengthOf(unread.result);
        await short;
        return told;
      },
    );
    lab.check('others-go-on', meanwhile.result, 'the short one came');
    lab.check('within-windows', beyondWindows(wire), '0 bytes beyond');
    lab.check('one-connection', connectionsOf(wire, 'ada', 'gallery'), beginsAtMost(1));

    const before = pictures.drawn;
    const { authority } = await party('mallory').route('gallery');
    const { resets } = lab.params;
    const attack = await step('flood', 'Ask, and take it back, again and again', () =>
      flood(lab, { place: authority, resets }),
    );
    const calm = goodbye(attack, 'server-to-client');
    const begun = `${pictures.drawn - before} pictures begun, ${endedBy(calm)}`;
    lab.check('flood-ended', begun, beginsAtMost(20, 'pictures'), [calm]);
  },
});
