import { correct, defineScenario, must, naive, should } from 'apilab';
import { fromTheCookie, oneOfThose, onTheList } from './admission.ts';
import { handshakes, heard, linesWith, readable, subprotocols } from './checks.ts';
import { closeWhenOver } from './expiry.ts';
import { anyOrigin } from './naive/any-origin.ts';
import { forEver } from './naive/for-ever.ts';
import { keyInUrl } from './naive/key-in-url.ts';
import { ownChoice } from './naive/own-choice.ts';
import { CHAT, KEY, openChats, SESSION_MS } from './setting.ts';
import { leave, visit } from './visits.ts';

const CORRECT = {
  mayCome: onTheList,
  choose: oneOfThose,
  credential: fromTheCookie,
  watch: closeWhenOver,
};

/** Who may open a WebSocket, and for how long. */
export default defineScenario({
  title: 'Let in who may, and only as long as they may',
  claim: 'Strangers, foreign pages and ended sessions hear nothing.',
  standard: ['rfc6455 §10.2', 'rfc6455 §10.5'],
  covers: [
    'ws-auth-at-handshake',
    'ws-cswsh-origin',
    'ws-subprotocol-negotiation',
    'ws-token-expiry-midconnection',
    'ws-tls-wss',
  ],
  focus: ['origin', 'sec-websocket-protocol'],
  variants: {
    guarded: correct('Origin, cookie or ticket, and the end of the session are looked at.'),
    'any-origin': naive('The server lets in pages of every origin.', ['foreign-page-refused']),
    'own-choice': naive('The server names its subprotocol, whatever was offered.', [
      'one-of-those-offered',
    ]),
    'key-in-url': naive('A client gives its key in the address.', [
      'ticket-used-once',
      'secrets-not-logged',
    ]),
    'for-ever': naive('The server looks at the session once.', ['ended-with-the-session']),
  },
  checks: {
    'one-of-those-offered': must('name a subprotocol that was offered, or none', 'rfc6455 §4.2.2'),
    'strangers-hear-nothing': must('say nothing to who shows no ticket', 'lab'),
    'ticket-used-once': must('take a ticket once', 'lab'),
    'secrets-not-logged': must('have no key in the log', 'lab'),
    'foreign-page-refused': should(
      'refuse a page of an origin it does not expect',
      'rfc6455 §10.2',
    ),
    'ended-with-the-session': must('close when the session is over', 'lab'),
    'hidden-on-the-way': must('be readable by nobody on the way', 'lab'),
  },

  async play(lab) {
    const { step, clock, wire } = lab;
    const ports = {
      guarded: CORRECT,
      'any-origin': { ...CORRECT, mayCome: anyOrigin },
      'own-choice': { ...CORRECT, choose: ownChoice },
      'key-in-url': { ...CORRECT, credential: keyInUrl },
      'for-ever': { ...CORRECT, watch: forEver },
    }[lab.variant];
    const log = await openChats(lab, ports);
    const [ada, phone] = [await lab.browser('ada'), await lab.browser('phone')];
    const byKey = { method: 'POST', headers: { authorization: `Bearer ${KEY}` } } as const;

    const own = await step('log-in', 'Ada logs in, and her page opens the chat', async () => {
      const page = await ada.open(`${CHAT}/`);
      await page.fetch(`${CHAT}/login`, byKey);
      await leave(await visit(page, { protocols: ['chat.v1'] }), clock);
      return { page, socket: (await visit(page)).socket };
    });
    lab.check('one-of-those-offered', subprotocols(own), 'chat.v1 · none', own.answers.slice(2));

    const evil = await step('foreign-page', 'A foreign page opens it in her browser', async () => {
      const page = await ada.open('http://evil.localhost/');
      await leave(await visit(page), clock);
    });
    lab.check('foreign-page-refused', handshakes(evil), '403');

    const stranger = await step(
      'stranger',
      'Somebody without a cookie speaks at once',
      async () => {
        const page = await phone.open(`${CHAT}/`);
        await leave(await visit(page, { texts: ['who is here?'] }), clock);
        return page;
      },
    );
    lab.check('strangers-hear-nothing', heard(stranger.frames), 'heard 0 texts · closed 1008');

    const used = await step('ticket', 'Her phone shows a ticket, and shows it again', async () => {
      const answer = await stranger.result.fetch(`${CHAT}/tickets`, byKey);
      const ticket = await answer.text();
      const shows = lab.variant === 'key-in-url' ? { target: `/?key=${KEY}` } : { texts: [ticket] };
      for (let n = 0; n < 2; n++) await leave(await visit(stranger.result, shows), clock);
    });
    lab.check('ticket-used-once', heard(used.frames), 'heard 1 text · closed 1000 · closed 1008', [
      used.frames[0],
    ]);
    lab.check('secrets-not-logged', linesWith(log, KEY), '0 lines');

    const over = await step('over', 'A minute later her session is over', async () => {
      await clock.sleep(SESSION_MS);
      own.result.socket.send('still here?', () => {});
    });
    lab.check('ended-with-the-session', heard(over.frames), 'heard 0 texts · closed 4001');

    await step('on-the-way', 'The same over TLS', async () => {
      const target = 'wss://chat.example/';
      await leave(await visit(own.result.page, { target, texts: ['{"ticket":"7"}'] }), clock);
    });
    lab.check('hidden-on-the-way', readable(wire.frames('secure')), '0 of 3 frames');
    lab.figure('readable over ws', wire.frames('chat').length, 'frames');
  },
});
