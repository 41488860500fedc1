import { afterEach, describe, expect, test } from 'vitest';
import { type PriceReader, priceReader } from './price-reader.ts';

const TICK = 'event: tick\ndata: {}\nid: 7\n\n';

const readers: PriceReader[] = [];
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
});

/** A reader whose server gives these answers, one a connection, and the ids that it sent. */
function readerOf(answers: Response[], lastEventId?: string) {
  const sent: (string | null)[] = [];
  const reader = priceReader({
    url: 'http://shop.test/prices',
    fetch: async (_, init) => {
      sent.push(new Headers(init?.headers).get('last-event-id'));
      return answers.shift() ?? new Response(null, { status: 204 });
    },
    ...(lastEventId !== undefined && { lastEventId }),
  });
  readers.push(reader);
  return { reader, sent };
}

/** A stream that says these things and ends. */
const stream = (text: string) =>
  new Response(`retry: 1\n\n${text}`, { headers: { 'content-type': 'text/event-stream' } });

describe('priceReader', () => {
  test('comes back with the id that it received last', async () => {
    const { reader, sent } = readerOf([
      stream(TICK),
      stream('event: reset\ndata: {}\nid: 9\n\n'),
      stream(TICK),
    ]);
    await reader.receive(3);
    expect(sent).toEqual([null, '7', '9']);
  });

  test('begins with the id that it is given, until it has a newer one', async () => {
    const { reader, sent } = readerOf([stream(''), stream(TICK), stream(TICK)], '2');
    await reader.receive(2);
    expect(sent).toEqual(['2', '2', '7']);
  });

  test('rejects when the server refuses the stream, as it does not come back then', async () => {
    const { reader, sent } = readerOf([new Response('no', { status: 500 })]);
    await expect(reader.receive(1)).rejects.toThrow('the event stream is closed');
    await expect(reader.receive(1)).rejects.toThrow('the event stream is closed');
    expect(sent).toHaveLength(1);
  });

  test('lets go of everyone who waits when it is closed', async () => {
    const { reader } = readerOf([stream('')]);
    const waits = [reader.receive(1), reader.receive(1)];
    reader.close();
    for (const wait of waits) await expect(wait).rejects.toThrow('the event stream is closed');
  });
});
