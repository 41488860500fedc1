import { correct, defineScenario, listening, must, naive } from 'apilab';
import { keysOf, named, otherVersions, refused, strangeAccepts } from './checks.ts';
import { ask, visit } from './clients.ts';
import { greeter } from './greeter.ts';
import { anyVersion } from './naive/any-version.ts';
import { bareRefusal } from './naive/bare-refusal.ts';
import { noGuid } from './naive/no-guid.ts';
import { version13 } from './opening-handshake.ts';

const COMPLETE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

/** What a client and a server say to each other before the first frame. */
export default defineScenario({
  title: 'Open a WebSocket with a handshake over HTTP',
  claim:
    'Both sides know that the other one speaks WebSocket, in the same version, before a frame is sent.',
  standard: ['rfc6455 §4.1', 'rfc6455 §4.2'],
  covers: ['ws-handshake'],
  focus: ['sec-websocket-key', 'sec-websocket-accept', 'sec-websocket-version'],
  variants: {
    'by-the-book': correct('The server hashes the key, speaks version 13 and says so.'),
    'no-guid': naive('The server hashes the key without the GUID.', [
      'accept-of-the-key',
      'client-let-in',
    ]),
    'any-version': naive('The server does not look at the version.', [
      'other-version-refused',
      'versions-named',
    ]),
    'bare-refusal': naive('The server refuses another version and does not say which it speaks.', [
      'versions-named',
    ]),
  },
  checks: {
    'accept-of-the-key': must('answer a key with the hash of it and the GUID', 'rfc6455 §4.2.2'),
    'client-let-in': must('open a WebSocket for a client whose handshake is complete', 'lab'),
    'other-version-refused': must(
      'refuse a version that it does not speak with an error of HTTP',
      'rfc6455 §4.2.2',
    ),
    'versions-named': must('name the versions that it speaks when it refuses one', 'rfc6455 §4.4'),
    'incomplete-refused': must(
      'refuse a handshake that lacks a part with an error of HTTP',
      'rfc6455 §4.2.1',
    ),
    'protocol-named': must('name the protocol to switch to in a 426', 'rfc9110 §15.5.22'),
    'wrong-accept-failed': must(
      'fail the connection if the accept is not that of the key',
      'rfc6455 §4.1',
    ),
    'fresh-keys': must('draw a new key for each connection', 'rfc6455 §4.1'),
  },

  async play(lab) {
    const { clock, wire } = lab;
    const handshaker = {
      'by-the-book': version13,
      'no-guid': noGuid,
      'any-version': anyVersion,
      'bare-refusal': bareRefusal,
    }[lab.variant];
    const server = await lab.serve('greeter', (at) =>
      listening(greeter({ clock, handshaker }), at),
    );
    const fromOld = await lab.party('old').route('greeter');

    const { result: opened } = await lab.step('open', 'Open a WebSocket', () =>
      visit(server.wsUrl),
    );
    lab.check('client-let-in', `closed with ${opened.code}`, 'closed with 1000');

    const old = await lab.step('old-version', 'Offer the version of a draft', () =>
      visit(fromOld.wsUrl, { version: 8 }),
    );
    const offers = otherVersions(old.exchanges);
    lab.check('other-version-refused', refused(offers), '1 refused, 0 not');
    lab.check('versions-named', named(offers, 'sec-websocket-version'), '13');
    lab.check('accept-of-the-key', strangeAccepts(wire, 'greeter'), '0 accepts of another value');

    const partial = await lab.step(
      'incomplete',
      'Leave out the key, shorten it, ask for no WebSocket at all',
      async () => {
        const { 'Sec-WebSocket-Key': _, ...withoutKey } = COMPLETE;
        await ask(server.url, withoutKey);
        await ask(server.url, { ...COMPLETE, 'Sec-WebSocket-Key': 'c2hvcnQ=' });
        await ask(server.url, {});
      },
    );
    lab.check('incomplete-refused', refused(partial.exchanges), '3 refused, 0 not');
    lab.check('protocol-named', named(partial.exchanges.slice(-1), 'upgrade'), 'websocket');

    const fake = await lab.serve('fake', (at) =>
      listening(greeter({ clock, handshaker: noGuid }), at),
    );
    const { result: fooled } = await lab.step(
      'fake',
      'Meet a server that only seems to understand',
      () => {
        lab.note('It answers 101 with an accept that has nothing of the GUID.');
        return visit(fake.wsUrl);
      },
    );
    lab.check('wrong-accept-failed', `closed with ${fooled.code}`, 'closed with 1006');
    lab.check('fresh-keys', keysOf(wire), '0 keys came twice');
  },
});
