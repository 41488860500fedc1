import { describe, expect, test } from 'vitest';
import { dropResponseKind } from '../../../src/tap/faults/drop-response.ts';
import {
  closeAfterBytes,
  closeAfterMessage,
  dropResponse,
  resetConnection,
} from '../../../src/tap/index.ts';
import { Tally } from '../../../src/tap/tally.ts';
import { rig } from '../rig.ts';

describe('reset-connection', () => {
  test('resets both ends at once', async () => {
    const { tap, connect, story } = await rig();
    const { client, server } = await connect();
    server.send('200 ok\nhal');
    await client.receive(10);
    tap.inject(resetConnection());
    expect(await client.ended()).toBe('ECONNRESET');
    expect(await server.ended()).toBe('ECONNRESET');
    expect(story().slice(1)).toEqual([
      '200 ok whole',
      'fault: resets the connection (RST to both ends)',
      'hal part',
      'client-to-server rst by tap',
      'server-to-client rst by tap',
    ]);
  });

  test('waits for a connection where there is none', async () => {
    const { tap, connect, seen } = await rig();
    tap.inject(resetConnection());
    const { client } = await connect();
    expect((await seen('fault')).connection).toBe(1);
    await client.ended();
  });

  test('is spent after one connection, the youngest that is open', async () => {
    const { tap, connect, events } = await rig();
    const old = await connect();
    const young = await connect();
    tap.inject(resetConnection());
    expect(await young.client.ended()).toBe('ECONNRESET');
    old.client.send('still here\n');
    expect(await old.server.receive(11)).toBe('still here\n');
    const next = await connect();
    next.client.send('me too\n');
    expect(await next.server.receive(7)).toBe('me too\n');
    expect(events.filter(({ type }) => type === 'fault')).toHaveLength(1);
  });

  test('meets every connection where it is armed for always', async () => {
    const { tap, connect } = await rig();
    const open = await connect();
    tap.inject(resetConnection({ times: 'always' }));
    expect(await open.client.ended()).toBe('ECONNRESET');
    expect(await (await connect()).client.ended()).toBe('ECONNRESET');
    expect(await (await connect()).client.ended()).toBe('ECONNRESET');
  });

  test('meets only the connection it is scoped to', async () => {
    const { tap, connect } = await rig();
    tap.inject(resetConnection({ connection: 2 }));
    const first = await connect();
    first.client.send('hello\n');
    await first.server.receive(6);
    expect(await (await connect()).client.ended()).toBe('ECONNRESET');
    first.server.send('200 ok\n');
    expect(await first.client.receive(7)).toBe('200 ok\n');
  });

  test('waits until the surroundings are settled, still reading what the parties send', async () => {
    let settle = () => {};
    const settled = () => new Promise<void>((resolve) => (settle = resolve));
    const { clock } = await rig();
    const random = { integer: (min: number) => min };
    const { tap, connect, story } = await rig({ surroundings: { clock, random, settled } });
    const { client, server } = await connect();
    client.send('question\n');
    await server.receive(9);
    tap.inject(resetConnection());
    await new Promise<void>((resolve) => server.socket.write('200 too late\n', () => resolve()));
    expect(tap.atWork).toBe(true);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(client.ending).toBeUndefined();
    settle();
    expect(await client.ended()).toBe('ECONNRESET');
    expect(client.text).toBe('');
    expect(story().slice(1, 4)).toEqual([
      'question whole',
      '200 too late none',
      'fault: resets the connection (RST to both ends)',
    ]);
  });
});

test('what was reported as delivered is delivered, though the reader was slow', async () => {
  const { tap, connect, events, seen } = await rig();
  const { client, server } = await connect();
  client.socket.pause();
  server.send(`${'x'.repeat(65_535)}\n`.repeat(300));
  let unsent = -1;
  while (unsent !== server.socket.writableLength) {
    unsent = server.socket.writableLength;
    for (let turn = 0; turn < 500; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
  tap.inject(resetConnection());
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  client.socket.resume();
  await seen('fault');
  await client.ended();
  const whole = events.filter((event) => event.type === 'message' && event.delivery === 'whole');
  expect(whole.length).toBeGreaterThan(0);
  expect(client.received).toBeGreaterThanOrEqual(whole.length * 65_536);
});

describe('close-after-bytes', () => {
  test('delivers exactly so many bytes, in one message or across several', async () => {
    const { tap, connect, story } = await rig();
    tap.inject(closeAfterBytes({ bytes: 9 }));
    const { client, server } = await connect();
    server.send('200 ok\nevent 1\n');
    expect(await client.ended()).toBe('ECONNRESET');
    expect(client.text).toBe('200 ok\nev');
    expect(await server.ended()).toBe('ECONNRESET');
    expect(story().slice(1, 4)).toEqual([
      '200 ok whole',
      'event 1 part',
      'fault: cuts the connection after 9 bytes from the server (RST to both ends)',
    ]);
  });

  test('says how many bytes of a message were delivered where it cut one', async () => {
    const { tap, connect, seen } = await rig();
    tap.inject(closeAfterBytes({ bytes: 9 }));
    const { client, server } = await connect();
    server.send('200 ok\nevent 1\n');
    await client.ended();
    const cut = await seen('message', ({ delivery }) => delivery === 'part');
    expect([cut.message.summary, cut.deliveredBytes]).toEqual(['event 1', 2]);
    const whole = await seen('message', ({ delivery }) => delivery === 'whole');
    expect(whole).not.toHaveProperty('deliveredBytes');
  });

  test('counts from when it is armed', async () => {
    const { tap, connect } = await rig();
    const { client, server } = await connect();
    server.send('12345');
    await client.receive(5);
    tap.inject(closeAfterBytes({ bytes: 3 }));
    server.send('67890');
    expect(await client.ended()).toBe('ECONNRESET');
    expect(client.text).toBe('12345678');
  });

  test('with 0 bytes it withholds the first byte', async () => {
    const { tap, connect, story } = await rig();
    tap.inject(closeAfterBytes({ bytes: 0, direction: 'client-to-server' }));
    const { client, server } = await connect();
    client.send('question\n');
    expect(await server.ended()).toBe('ECONNRESET');
    expect(server.text).toBe('');
    expect(story()[1]).toBe('question none');
  });

  test('ends both sides orderly with fin, and closes them though nobody answers', async () => {
    const { tap, connect, story } = await rig();
    tap.inject(closeAfterBytes({ bytes: 3, how: 'fin' }));
    const { client, server } = await connect();
    server.send('200 ok\n');
    expect(await client.ended()).toBe('fin');
    expect(await server.ended()).toBe('fin');
    expect(client.text).toBe('200');
    expect(story().slice(2)).toEqual([
      'fault: cuts the connection after 3 bytes from the server (FIN to both ends)',
      'client-to-server fin by tap',
      'server-to-client fin by tap',
    ]);
    await tap.close();
  });

  test('the first of several cuts wins, the others stay armed', async () => {
    const { tap, connect } = await rig();
    tap.inject(closeAfterBytes({ bytes: 5 }));
    tap.inject(closeAfterBytes({ bytes: 2 }));
    const first = await connect();
    first.server.send('123456');
    await first.client.ended();
    expect(first.client.text).toBe('12');
    const second = await connect();
    second.server.send('123456');
    await second.client.ended();
    expect(second.client.text).toBe('12345');
  });

  test('a large delivery is read to its last byte before the reset', async () => {
    const { tap, connect } = await rig();
    const bytes = 8 * 1024 * 1024;
    tap.inject(closeAfterBytes({ bytes }));
    const { client, server } = await connect();
    client.socket.pause();
    server.send(Buffer.alloc(bytes + 1, 'x'));
    client.socket.resume();
    await client.ended();
    expect(client.bytes.length).toBe(bytes);
  });
});

describe('close-after-message', () => {
  test('cuts at the last byte of the event, though the next one came with it', async () => {
    const { tap, connect, story } = await rig();
    tap.inject(closeAfterMessage({ nth: 2 }));
    const { client, server } = await connect();
    server.send('stream\nevent 1\ncomment\nevent 2\nevent 3\n');
    expect(await client.ended()).toBe('ECONNRESET');
    expect(client.text).toBe('stream\nevent 1\ncomment\nevent 2\n');
    expect(story().slice(1)).toEqual([
      'stream whole',
      'event 1 whole',
      'comment whole',
      'event 2 whole',
      'event 3 none',
      'fault: cuts the connection after the 2nd event (RST to both ends)',
      'client-to-server rst by tap',
      'server-to-client rst by tap',
    ]);
  });

  test('counts final responses only', async () => {
    const { tap, connect } = await rig();
    tap.inject(closeAfterMessage({ message: 'http-response', nth: 2, how: 'fin' }));
    const { client, server } = await connect();
    server.send('103 hints\n200 one\n100 continue\n204 two\n200 three\n');
    expect(await client.ended()).toBe('fin');
    expect(client.text).toBe('103 hints\n200 one\n100 continue\n204 two\n');
  });

  test('counts the messages since it was armed', async () => {
    const { tap, connect } = await rig();
    const { client, server } = await connect();
    server.send('stream\nevent 1\n');
    await client.receive(15);
    tap.inject(closeAfterMessage({ nth: 2 }));
    server.send('event 2\nevent 3\nevent 4\n');
    await client.ended();
    expect(client.text).toBe('stream\nevent 1\nevent 2\nevent 3\n');
  });
});

describe('drop-response', () => {
  test('lets the request through and withholds the whole response', async () => {
    const { tap, connect, story } = await rig();
    tap.inject(dropResponse());
    const { client, server } = await connect();
    client.send('POST\n');
    expect(await server.receive(5)).toBe('POST\n');
    server.send('201 cre');
    server.send('ated\n');
    expect(await client.ended()).toBe('ECONNRESET');
    expect(client.text).toBe('');
    expect(story().slice(1)).toEqual([
      'POST whole',
      '201 created none',
      'fault: keeps the 1st response back and cuts the connection (RST to both ends)',
      'client-to-server rst by tap',
      'server-to-client rst by tap',
    ]);
  });

  test('delivers what comes before the response, interim responses included', async () => {
    const { tap, connect } = await rig();
    tap.inject(dropResponse({ nth: 2, how: 'fin' }));
    const { client, server } = await connect();
    server.send('200 one\n10');
    server.send('3 hints\n200 t');
    expect(await client.receive(18)).toBe('200 one\n103 hints\n');
    server.send('wo\n');
    expect(await client.ended()).toBe('fin');
    expect(client.text).toBe('200 one\n103 hints\n');
  });

  test('skips the events of a streamed response', async () => {
    const { tap, connect } = await rig();
    tap.inject(dropResponse({ nth: 2 }));
    const { client, server } = await connect();
    server.send('stream\nevent 1\n');
    expect(await client.receive(15)).toBe('stream\nevent 1\n');
    server.send('end\n200 t');
    expect(await client.receive(19)).toBe('stream\nevent 1\nend\n');
    server.send('wo\n');
    await client.ended();
    expect(client.text).toBe('stream\nevent 1\nend\n');
  });

  test('cuts at the head of a response that streams', async () => {
    const { tap, connect } = await rig();
    tap.inject(dropResponse());
    const { client, server } = await connect();
    server.send('stream\nevent 1\n');
    expect(await client.ended()).toBe('ECONNRESET');
    expect(client.text).toBe('');
  });

  test('withholds a response of any length', async () => {
    const { tap, connect, story } = await rig();
    tap.inject(dropResponse());
    const { client, server } = await connect();
    server.send(`200 ${'long '.repeat(500_000)}`);
    server.send('\n');
    expect(await client.ended()).toBe('ECONNRESET');
    expect(client.text).toBe('');
    expect(story()[1]).toMatch(/^200 long .* none$/);
  });

  test('withholds a response that ends with the connection', async () => {
    const { tap, connect } = await rig();
    tap.inject(dropResponse({ how: 'fin' }));
    const { client, server } = await connect();
    server.send('200 until the end');
    server.socket.end();
    expect(await client.ended()).toBe('fin');
    expect(client.text).toBe('');
  });

  test('leaves a response alone that already began, and keeps the next', async () => {
    const { tap, connect } = await rig();
    const { client, server } = await connect();
    server.send('200 o');
    await client.receive(5);
    tap.inject(dropResponse());
    server.send('ne\n200 two\n');
    expect(await client.ended()).toBe('ECONNRESET');
    expect(client.text).toBe('200 one\n');
  });

  test('counts from when it is armed: what was answered before does not count', async () => {
    const { tap, connect } = await rig();
    const { client, server } = await connect();
    for (const answer of ['200 one\n', '200 two\n']) server.send(answer);
    await client.receive(16);
    tap.inject(dropResponse());
    server.send('200 three\n');
    expect(await client.ended()).toBe('ECONNRESET');
    expect(client.text).toBe('200 one\n200 two\n');
  });

  test('two of them withhold one response each, on two connections', async () => {
    const { tap, connect } = await rig();
    tap.inject(dropResponse({ times: 2 }));
    for (const expected of ['', '', '200 ok\n']) {
      const { client, server } = await connect();
      server.send('200 ok\n');
      server.socket.end();
      await client.ended();
      expect(client.text).toBe(expected);
    }
  });

  test('bytes it held go on when another connection spent it', async () => {
    const { tap, connect } = await rig();
    tap.inject(dropResponse());
    const waits = await connect();
    waits.client.send('first\n');
    await waits.server.receive(6);
    const fires = await connect();
    waits.server.send('200 sl');
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    fires.server.send('200 quick\n');
    await fires.client.ended();
    expect(await waits.client.receive(6)).toBe('200 sl');
    waits.server.send('ow\n');
    expect(await waits.client.receive(9)).toBe('200 slow\n');
  });

  test('does not keep a long response in memory, only what may be an interim one', () => {
    const progress = new Tally();
    const work = dropResponseKind.start(dropResponse(), {
      random: { integer: Math.min },
      progress,
    });
    const judge = (byteLength: number) =>
      work.acts === 'on-arrival' && work.judge({ offset: 0, byteLength, completed: [] });
    expect(judge(100_000)).toEqual({ do: 'hold', bytes: 0 });
    expect(judge(1_000_000)).toEqual({ do: 'withhold', bytes: 0 });
  });
});
