import { describe, expect, test } from 'vitest';
import { closeAfterMessage, dropResponse, type Fault } from '../../../src/tap/index.ts';
import { block, flag, frame, ok, opening, request } from '../../wire/http2/frames.ts';
import { switched, frame as wsFrame } from '../../wire/websocket/frames.ts';
import { http2, webSocket } from './talks.ts';

describe('responses of HTTP/2', () => {
  const answer = (stream: number, text: string) =>
    Buffer.concat([
      frame('HEADERS', flag.END_HEADERS, stream, ok),
      frame('DATA', flag.END_STREAM, stream, text),
    ]);
  const hints = frame('HEADERS', flag.END_HEADERS, 1, block({ ':status': '103' }));

  /** Requests on streams 1 and 3 that reached the server. */
  async function asked(fault?: Fault) {
    const talk = await http2(fault);
    const requests = Buffer.concat([request(1), request(3)]);
    talk.client.send(requests);
    await talk.server.receive(opening.client.length + requests.length);
    return talk;
  }

  test('close-after-message delivers the Nth to the end of its stream', async () => {
    const { client, server, behind } = await asked(
      closeAfterMessage({ message: 'http-response', nth: 2 }),
    );
    const wanted = Buffer.concat([hints, answer(3, 'one'), answer(1, 'two')]);
    server.send(Buffer.concat([wanted, frame('PING', 0, 0, Buffer.alloc(8))]));
    expect(await client.ended()).toBe('ECONNRESET');
    expect(behind(client.bytes, 'server')).toEqual(wanted);
  });

  test('drop-response keeps the Nth from its first byte, and cuts where its stream ends', async () => {
    const { client, server, behind, story } = await asked(dropResponse({ nth: 2 }));
    const before = Buffer.concat([hints, answer(3, 'one'), frame('PING', 0, 0, Buffer.alloc(8))]);
    const kept = answer(1, 'two');
    server.send(Buffer.concat([before, kept.subarray(0, 5)]));
    await client.receive(opening.server.length + before.length);
    server.send(kept.subarray(5, -2));
    server.send(kept.subarray(-2));
    expect(await client.ended()).toBe('ECONNRESET');
    expect(behind(client.bytes, 'server')).toEqual(before);
    expect(story().slice(-5)).toEqual([
      expect.stringMatching(/^HEADERS stream 1.* none$/),
      expect.stringMatching(/^DATA stream 1.* none$/),
      'fault: keeps the 2nd response back and cuts the connection (RST to both ends)',
      'client-to-server rst by tap',
      'server-to-client rst by tap',
    ]);
  });

  test('drop-response keeps a header block that spans frames whole', async () => {
    const { client, server, behind } = await asked(dropResponse({ how: 'fin' }));
    server.send(frame('HEADERS', flag.END_STREAM, 1, ok.subarray(0, 4)));
    server.send(frame('CONTINUATION', flag.END_HEADERS, 1, ok.subarray(4)));
    expect(await client.ended()).toBe('fin');
    expect(behind(client.bytes, 'server')).toHaveLength(0);
  });

  test('drop-response cuts where the server gives the response up', async () => {
    const { client, server, behind } = await asked(dropResponse());
    server.send(answer(1, 'half').subarray(0, -13));
    server.send(frame('RST_STREAM', 0, 1, Buffer.alloc(4)));
    expect(await client.ended()).toBe('ECONNRESET');
    expect(behind(client.bytes, 'server')).toHaveLength(0);
  });

  test('drop-response leaves a response alone that already began, and keeps the next', async () => {
    const { tap, client, server, behind } = await asked();
    const [first, second] = [answer(1, 'one'), answer(3, 'two')];
    server.send(first.subarray(0, 5));
    await client.receive(opening.server.length + 5);
    tap.inject(dropResponse());
    server.send(Buffer.concat([first.subarray(5), second]));
    expect(await client.ended()).toBe('ECONNRESET');
    expect(behind(client.bytes, 'server')).toEqual(first);
  });

  test('drop-response lets data of any length before it pass', async () => {
    const { client, server, behind } = await asked(dropResponse({ nth: 2 }));
    const long = Buffer.concat([
      frame('HEADERS', flag.END_HEADERS, 1, ok),
      frame('DATA', flag.END_STREAM, 1, Buffer.alloc(900_000, 'x')),
    ]);
    server.send(long.subarray(0, 600_000));
    server.send(long.subarray(600_000));
    await client.receive(opening.server.length + long.length);
    server.send(answer(3, 'two'));
    expect(await client.ended()).toBe('ECONNRESET');
    expect(behind(client.bytes, 'server').equals(long)).toBe(true);
  });
});

test('drop-response has nothing to drop behind a switch to WebSocket: frames of any length pass', async () => {
  const { client, server, behind } = await webSocket(dropResponse());
  const long = wsFrame({ opcode: 2, payload: Buffer.alloc(500_000, 7) });
  server.send(long.subarray(0, 400_000));
  server.send(long.subarray(400_000));
  await client.receive(switched().length + long.length);
  expect(behind(client.bytes, switched()).equals(long)).toBe(true);
});
