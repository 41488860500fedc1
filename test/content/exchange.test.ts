import { describe, expect, it } from 'vitest';
import { MASK } from '../../src/content/card.ts';
import { recordExchange } from '../../src/content/proof/exchange.ts';
import type { UnrecordedCard } from '../../src/content/written/read-cards.ts';
import { predictWire } from './written.ts';

const asks = { from: 'client', has: ['last-event-id: 3'], lines: ['GET', 'last-event-id'] };
const answers = { from: 'prices', has: ['\nid: 4\n'] };

async function problems(exchange: UnrecordedCard['exchange']): Promise<readonly string[]> {
  return (await recordExchange(predictWire({ exchange }))).problems;
}

describe('an exchange is recorded', () => {
  it('from the run, in plain lines, with the key masked', async () => {
    const { card, problems } = await recordExchange(predictWire());
    expect(problems).toEqual([]);
    expect(card.exchange).toEqual([
      { from: 'client', to: 'prices', lines: ['GET /prices HTTP/1.1', `last-event-id: ${MASK}`] },
      {
        from: 'prices',
        to: 'client',
        lines: ['event: tick', 'data: {"stock":"ABC","cents":18554}', 'id: 4'],
      },
    ]);
  });

  it('with every whole occurrence of the key masked in its message', async () => {
    const card = predictWire({
      exchange: [{ ...answers, mask: '4' }],
      key: { text: '4' },
    });
    expect((await recordExchange(card)).card.exchange[0]?.lines).toEqual([
      'event: tick',
      'data: {"stock":"ABC","cents":18554}',
      `id: ${MASK}`,
    ]);
  });

  it('with statements of a database, too', async () => {
    const card = predictWire({
      exchange: [{ has: ['SQL SELECT cents FROM products'], mask: 'products' }],
      key: { text: 'products' },
      evidence: [{ run: 'idem-in-flight', variant: 'insert-first' }],
    });
    const { from, to, lines } = (await recordExchange(card)).card.exchange[0] ?? {};
    expect([from, to]).toEqual(['api', 'db']);
    expect(lines?.[0]).toContain(`FROM ${MASK}`);
  });
});

describe('an exchange is refused', () => {
  const where = 'sse-replay, variant resume, step catch-up:';

  it('where what is masked does not stand there', async () => {
    expect(await problems([{ ...asks, mask: '4' }])).toEqual([
      `${where} Message 1 of the exchange does not show what is masked, '4'.`,
    ]);
  });

  it('where what is masked stands there only as a part of something else', async () => {
    expect(await problems([{ ...answers, mask: '1855' }])).toHaveLength(1);
  });

  it('where what is masked stands in a line that is not shown', async () => {
    expect(await problems([{ ...asks, lines: ['GET'], mask: 'last-event-id' }])).toHaveLength(1);
  });

  it('where a message is not seen', async () => {
    expect(await problems([{ ...asks, has: ['last-event-id: 7'] }, answers])).toEqual([
      `${where} Message 1 of the exchange is not seen: "last-event-id: 7" from client.`,
    ]);
  });

  it('where messages stand in another order', async () => {
    expect(await problems([answers, { ...asks, mask: '3' }])).toEqual([
      `${where} Message 2 of the exchange is seen no later than the one before it.`,
    ]);
  });

  it('where a line that is to be shown is not there', async () => {
    expect(await problems([{ ...asks, lines: ['GET', 'if-match'], mask: 'GET' }])).toEqual([
      `${where} Message 1 of the exchange has no line that begins with 'if-match'.`,
    ]);
  });
});
