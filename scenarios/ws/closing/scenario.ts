import { correct, defineScenario, listening, must, naive, resetConnection, should } from 'apilab';
import { answeredErrors, codesSent, type Ended, ended, reserved, shaken } from './checks.ts';
import { readMessage } from './desk-messages.ts';
import { sayWhy } from './endings.ts';
import { cut } from './naive/cut.ts';
import { noCode } from './naive/no-code.ts';
import { trusting } from './naive/trusting.ts';
import { priceDesk } from './price-desk.ts';
import { ask, type Visitor, visitor } from './visitor.ts';

/** Ends connections in each way there is, and looks at what both ends are told. */
export default defineScenario({
  title: 'Close a WebSocket, and say why',
  claim: 'Who is closed learns why; a message that is wrong is answered, not punished.',
  standard: ['rfc6455 §5.5.1', 'rfc6455 §7.4.1'],
  covers: ['ws-close-codes', 'ws-echo-and-typed-messages'],
  variants: {
    'says-why': correct('The server answers what is wrong, and closes with a code.'),
    cut: naive('The server ends TCP.', ['handshake-completed', 'own-ends-explained']),
    'no-code': naive('The server closes without a code.', ['own-ends-explained']),
    trusting: naive('The server takes each message for good JSON.', ['errors-answered']),
  },
  checks: {
    'errors-answered': must('answer what is wrong, and go on', 'lab'),
    'close-answered': must('answer a close frame with one', 'rfc6455 §5.5.1'),
    'bad-frames-explained': should('say why it fails a connection', 'rfc6455 §7.1.7'),
    'own-ends-explained': must('say why it closes', 'lab'),
    'handshake-completed': must('close with a frame from each side', 'lab'),
    'reserved-not-sent': must('not send 1005, 1006 or 1015', 'rfc6455 §7.4.1'),
  },

  async play(lab) {
    const { step, wire } = lab;
    const { end, read } = {
      'says-why': { end: sayWhy, read: readMessage },
      cut: { end: cut, read: readMessage },
      'no-code': { end: noCode, read: readMessage },
      trusting: { end: sayWhy, read: trusting },
    }[lab.variant];
    const desk = priceDesk({ end, read, priceOf });
    const served = await lab.serve('desk', (at) => listening(desk.server, at));
    const ends: Ended[] = [];
    /** Opens a connection, does something, and notes how it ends. */
    async function provoke(how: string, act: (one: Visitor) => unknown): Promise<void> {
      const before = wire.frames().length;
      const one = await visitor(served.wsUrl);
      await act(one);
      const told = await one.closed;
      await lab.untilQuiet();
      ends.push(ended(how, wire.frames().slice(before), told));
    }

    const talk = await step('talk', 'Ask for a price, and say what is wrong', async () => {
      const { socket } = await visitor(served.wsUrl);
      for (const text of [ask('ABC'), '{"type":', '{"type":"buy"}']) {
        socket.send(text);
        await lab.untilQuiet();
      }
    });
    lab.check('errors-answered', answeredErrors(talk), '2 errors · still open', talk.frames);

    const bye = await step('goodbye', 'The client says goodbye', () =>
      provoke('goodbye', ({ socket }) => socket.close(1000)),
    );
    lab.check(
      'close-answered',
      `answered with ${codesSent(ends)}`,
      'answered with 1000',
      bye.frames,
    );

    const bad = await step('bad-frames', 'Frames that are wrong', async () => {
      await provoke('no mask', ({ socket }) => socket.send(ask('ABC'), { mask: false }));
      await provoke('not UTF-8', ({ socket }) =>
        socket.send(Buffer.from([0xc3, 0x28]), { binary: false }),
      );
      await provoke('5,000 bytes', ({ socket }) => socket.send('x'.repeat(5000)));
    });
    lab.check('bad-frames-explained', codesSent(ends.slice(1, 3)), '1002 · 1007', [bad.frames[0]]);

    await step('server-ends', 'The server has had enough, or has to go', async () => {
      await provoke('binary', ({ socket }) => socket.send(Buffer.from([1, 2, 3])));
      await provoke('three errors', ({ socket }) => {
        for (let n = 0; n < 3; n++) socket.send('{"type":"buy"}');
      });
      await provoke('its source fails', ({ socket }) => socket.send(ask('OOPS')));
      await provoke('the market closes', () => desk.endAll('market closed'));
      await provoke('it shuts down', () => desk.endAll('going away'));
    });
    lab.check(
      'own-ends-explained',
      codesSent(ends.slice(3)),
      '1009 · 1003 · 1008 · 1011 · 4000 · 1001',
    );
    lab.check('handshake-completed', shaken(ends), '9 of 9');

    await step('lost', 'The network breaks', () =>
      provoke('the network breaks', () => served.tap.inject(resetConnection())),
    );
    lab.check('reserved-not-sent', reserved(wire.frames()), '0 frames');

    lab.table({
      title: 'How it ended',
      columns: ['what happened', 'client sent', 'server sent', 'client is told'],
      rows: ends.map(({ how, client = '–', server = '–', told }) => [
        how,
        `${client}`,
        `${server}`,
        `${told}`,
      ]),
    });
  },
});

/** Where the desk has its prices from: one is known, another one makes it fail. */
async function priceOf(stock: string): Promise<number> {
  if (stock === 'OOPS') throw new Error('the source of prices is down');
  return 18_550;
}
