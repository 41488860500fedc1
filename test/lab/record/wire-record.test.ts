import { describe, expect, it } from 'vitest';
import { WireRecord } from '../../../src/lab/record/wire-record.ts';
import { dissectConnection } from '../../../src/wire/connection.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** One request and its answer on a connection to each of two servers. */
function recorded(): WireRecord {
  const record = new WireRecord();
  const servers = ['api', 'shop'];
  for (const [index, server] of servers.entries()) {
    const connection = index + 1;
    const dissector = dissectConnection();
    const messages = [
      ...dissector.push('client-to-server', bytes(`GET /${server} HTTP/1.1\r\nhost: a\r\n\r\n`)),
      ...dissector.push('server-to-client', bytes('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')),
    ];
    for (const message of messages) {
      record.add({ ...message, at: 0, connection, client: 'client', server, delivery: 'whole' });
    }
  }
  return record;
}

describe('what crossed the wire', () => {
  it('is listed by kind and by server, in order', () => {
    const record = recorded();
    expect(record.messages()).toHaveLength(4);
    expect(record.requests().map(({ target }) => target)).toEqual(['/api', '/shop']);
    expect(record.requests('shop').map(({ target }) => target)).toEqual(['/shop']);
    expect(record.responses('nobody')).toEqual([]);
  });

  it('is a list of what was seen by now: what comes later is not in it', () => {
    const record = recorded();
    const before = record.requests();
    const [first] = before;
    if (first !== undefined) record.add(first);
    expect(before).toHaveLength(2);
    expect(record.requests()).toHaveLength(3);
  });

  it('finds the request of a response by its connection and its exchange', () => {
    const record = recorded();
    const [, second] = record.responses();
    expect(second && record.requestOf(second)?.target).toBe('/shop');
  });
});
