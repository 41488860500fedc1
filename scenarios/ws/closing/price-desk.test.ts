import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { chromiumIsHere, headlessChromium } from '#test/oracles/headless-chromium';
import { underTest } from '../parts/testing.ts';
import { priceDesk } from './price-desk.ts';

async function running() {
  const desk = priceDesk({
    priceOf: async (stock) => {
      if (stock === 'OOPS') throw new Error('down');
      return 100;
    },
  });
  const tested = await underTest(desk.server);
  onTestFinished(() => tested.close());
  return { desk, ...tested };
}

const PRICE = { type: 'price', stock: 'ABC' };

describe('a desk for prices', () => {
  test('answers what is right and what is wrong', async () => {
    const { talker } = await running();
    const one = await talker();
    one.say('{');
    one.say({ type: 'buy' });
    one.say(PRICE);
    expect(await one.hears(3)).toEqual([
      { type: 'error', error: 'not JSON' },
      { type: 'error', error: 'no such type' },
      { ...PRICE, cents: 100 },
    ]);
  });

  test.each([
    { what: 'the third error', code: 1008, texts: ['{}', '{}', '{}'] },
    { what: 'a source that fails', code: 1011, texts: ['{"type":"price","stock":"OOPS"}'] },
    { what: 'a message that is too long', code: 1009, texts: ['x'.repeat(4097)] },
  ])('says after $what why it closes: $code', async ({ code, texts }) => {
    const { talker } = await running();
    const one = await talker();
    for (const text of texts) one.say(text);
    expect(await one.closed).toBe(code);
  });

  test('says to all of them why it goes', async () => {
    const { desk, talker } = await running();
    const [ada, ben] = [await talker(), await talker()];
    desk.endAll('going away');
    expect(await Promise.all([ada.closed, ben.closed])).toEqual([1001, 1001]);
    await expect.poll(() => desk.clients).toBe(0);
  });

  test('works on nothing that comes after its close frame', async () => {
    const { talker } = await running();
    const one = await talker();
    for (let n = 0; n < 1000; n++) one.say('{}');
    expect(await one.closed).toBe(1008);
    expect(await one.hears(2)).toHaveLength(2);
  });

  test('survives whatever is said, and keeps nobody', async () => {
    const { desk, talker } = await running();
    const bytes = fc.uint8Array({ maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.json(), fc.string(), bytes), { maxLength: 10 }),
        fc.boolean(),
        async (messages, mask) => {
          const { socket, closed } = await talker();
          for (const each of messages) socket.send(each, { mask });
          socket.close();
          await closed;
        },
      ),
      { numRuns: 40 },
    );
    await expect.poll(() => desk.clients).toBe(0);
    const one = await talker();
    one.say(PRICE);
    expect(await one.hears(1)).toEqual([{ ...PRICE, cents: 100 }]);
  });
});

test.skipIf(!chromiumIsHere)('Chromium is told the same codes', { timeout: 60_000 }, async () => {
  const { desk, port } = await running();
  // A page of the same origin, where the desk itself has none.
  desk.server.removeAllListeners('request').on('request', (_, response) => response.end('desk'));
  const browser = await headlessChromium();
  onTestFinished(() => browser.close());
  const { page } = await browser.open('');
  await page.goto(`http://127.0.0.1:${port}/`);
  const told = await page.evaluate(`
    (async () => {
      const codes = [];
      for (const act of [
        (socket) => socket.close(),
        (socket) => socket.close(1000),
        (socket) => socket.send(new Uint8Array([1])),
        (socket) => ['{}', '{}', '{}'].forEach((text) => socket.send(text)),
        (socket) => socket.send('{"type":"price","stock":"OOPS"}'),
        (socket) => socket.send('x'.repeat(5000)),
      ]) {
        const socket = new WebSocket('ws://' + location.host + '/');
        socket.onopen = () => act(socket);
        codes.push(await new Promise((resolve) => (socket.onclose = ({ code }) => resolve(code))));
      }
      return codes;
    })()`);
  expect(told).toEqual([1005, 1000, 1003, 1008, 1011, 1009]);
});
