import { describe, expect, test } from 'vitest';
import { http2Frames } from '../../../src/tap/faults/counted.ts';
import { closeAfterFrame, closeAfterMessage } from '../../../src/tap/index.ts';
import { frameName } from '../../../src/wire/http2/names.ts';
import { block, flag, frame, opening } from '../../wire/http2/frames.ts';
import { clientFrame, offer, switched, frame as wsFrame } from '../../wire/websocket/frames.ts';
import { http2, webSocket } from './talks.ts';

describe('close-after-message on a WebSocket', () => {
  test('cuts behind the last frame of the Nth data message; what is no message does not count', async () => {
    const { client, server, behind, story } = await webSocket(
      closeAfterMessage({ message: 'ws-message', nth: 2 }),
    );
    const wanted = Buffer.concat([
      wsFrame({ payload: 'one' }),
      wsFrame({ opcode: 9, payload: 'beat' }),
      wsFrame({ opcode: 2, payload: 'tw', fin: false }),
      wsFrame({ opcode: 0, payload: 'o' }),
    ]);
    server.send(Buffer.concat([wanted, wsFrame({ payload: 'three' })]));
    expect(await client.ended()).toBe('ECONNRESET');
    expect(behind(client.bytes, switched())).toEqual(wanted);
    expect(story().slice(-4)).toEqual([
      expect.stringMatching(/three.* none$/),
      'fault: cuts the connection after the 2nd WebSocket message from the server (RST to both ends)',
      'client-to-server rst by tap',
      'server-to-client rst by tap',
    ]);
  });

  test('counts what the client says, apart from what it hears', async () => {
    const { client, server, behind } = await webSocket(
      closeAfterMessage({ message: 'ws-message', nth: 2, direction: 'client-to-server' }),
    );
    const said = ['one', 'two', 'three'].map((payload) => clientFrame({ payload }));
    server.send(Buffer.concat([wsFrame({ payload: 'a' }), wsFrame({ payload: 'b' })]));
    await client.receive(switched().length + 6);
    client.send(Buffer.concat(said));
    expect(await server.ended()).toBe('ECONNRESET');
    expect(behind(server.bytes, offer())).toEqual(Buffer.concat(said.slice(0, 2)));
  });

  test('counts the messages since it was armed', async () => {
    const { tap, client, server, behind } = await webSocket();
    const messages = ['one', 'two', 'three', 'four'].map((payload) => wsFrame({ payload }));
    const [first = Buffer.alloc(0), ...rest] = messages;
    server.send(first);
    await client.receive(switched().length + first.length);
    tap.inject(closeAfterMessage({ message: 'ws-message', nth: 2, how: 'fin' }));
    server.send(Buffer.concat(rest));
    expect(await client.ended()).toBe('fin');
    expect(behind(client.bytes, switched())).toEqual(Buffer.concat(messages.slice(0, 3)));
  });
});

describe('close-after-frame on a WebSocket', () => {
  test('counts frames of one opcode', async () => {
    const { client, server, behind } = await webSocket(closeAfterFrame({ frame: 'ping', nth: 2 }));
    const wanted = Buffer.concat([
      wsFrame({ opcode: 9, payload: 'a' }),
      wsFrame({ payload: 'text' }),
      wsFrame({ opcode: 10, payload: 'a' }),
      wsFrame({ opcode: 9, payload: 'b' }),
    ]);
    server.send(Buffer.concat([wanted, wsFrame({ opcode: 9, payload: 'c' })]));
    expect(await client.ended()).toBe('ECONNRESET');
    expect(behind(client.bytes, switched())).toEqual(wanted);
  });

  test('cuts inside a fragmented message', async () => {
    const { client, server, behind } = await webSocket(closeAfterFrame({ frame: 'continuation' }));
    const wanted = Buffer.concat([
      wsFrame({ payload: 'one ', fin: false }),
      wsFrame({ opcode: 0, payload: 'two ', fin: false }),
    ]);
    server.send(Buffer.concat([wanted, wsFrame({ opcode: 0, payload: 'three' })]));
    expect(await client.ended()).toBe('ECONNRESET');
    expect(behind(client.bytes, switched())).toEqual(wanted);
  });
});

describe('close-after-frame on HTTP/2', () => {
  test('lets GOAWAY through and cuts before the frames that were still to come', async () => {
    const { client, server, behind, story } = await http2(closeAfterFrame({ frame: 'GOAWAY' }));
    const goaway = frame('GOAWAY', 0, 0, Buffer.alloc(8));
    const data = frame('DATA', flag.END_STREAM, 1, 'late');
    server.send(Buffer.concat([frame('PING', 0, 0, Buffer.alloc(8)), goaway, data]));
    expect(await client.ended()).toBe('ECONNRESET');
    expect(behind(client.bytes, 'server').subarray(17)).toEqual(goaway);
    expect(story().slice(-3, -2)).toEqual([
      'fault: cuts the connection after the 1st HTTP/2 GOAWAY frame from the server (RST to both ends)',
    ]);
  });

  test('counts the frames of all streams, of one direction', async () => {
    const { client, server, behind } = await http2(
      closeAfterFrame({ frame: 'DATA', nth: 3, direction: 'client-to-server' }),
    );
    const frames = [1, 3, 1, 3].map((stream) => frame('DATA', 0, stream, `of ${stream}`));
    server.send(Buffer.concat(frames));
    await client.receive(opening.server.length + Buffer.concat(frames).length);
    client.send(Buffer.concat(frames));
    expect(await server.ended()).toBe('ECONNRESET');
    expect(behind(server.bytes, 'client')).toEqual(Buffer.concat(frames.slice(0, 3)));
  });

  test('does not fire for a frame that the end broke off', async () => {
    const { client, server, events } = await http2(closeAfterFrame({ frame: 'GOAWAY' }));
    server.socket.end(frame('GOAWAY', 0, 0, Buffer.alloc(8)).subarray(0, 12));
    expect(await client.ended()).toBe('fin');
    expect(events.filter(({ type }) => type === 'fault')).toEqual([]);
  });

  test('knows every type of frames that the dissector names', () => {
    const named = Array.from({ length: 256 }, (_, type) => frameName(type));
    expect(new Set(http2Frames)).toEqual(new Set(named));
  });
});

describe('close-after-message on a WebSocket over HTTP/2', () => {
  test('cuts behind the Nth message, inside a DATA frame where others follow in it', async () => {
    const { client, server, behind } = await http2(
      closeAfterMessage({ message: 'ws-message', nth: 2 }),
    );
    const asked = frame(
      'HEADERS',
      flag.END_HEADERS,
      1,
      block({
        ...{ ':method': 'CONNECT', ':protocol': 'websocket', ':scheme': 'http' },
        ...{ ':path': '/', ':authority': 'a', 'sec-websocket-version': '13' },
      }),
    );
    client.send(asked);
    await server.receive(opening.client.length + asked.length);
    const head = frame('HEADERS', flag.END_HEADERS, 1, block({ ':status': '200' }));
    const [one, ping, two] = [
      wsFrame({ payload: 'one' }),
      wsFrame({ opcode: 9 }),
      wsFrame({ payload: 'two' }),
    ];
    const data = frame('DATA', 0, 1, Buffer.concat([one, ping, two, one]));
    server.send(Buffer.concat([head, data]));
    expect(await client.ended()).toBe('ECONNRESET');
    const length = 9 + one.length + ping.length + two.length;
    expect(behind(client.bytes, 'server')).toEqual(Buffer.concat([head, data.subarray(0, length)]));
  });
});

describe('close-after-message in gRPC', () => {
  const answered = block({ ':status': '200', 'content-type': 'application/grpc' });
  const asked = block({
    ...{ ':method': 'POST', ':scheme': 'http', ':path': '/Prices/Watch' },
    ...{ te: 'trailers', 'content-type': 'application/grpc' },
  });
  const prefixed = (text: string) => Buffer.from([0, 0, 0, 0, text.length, ...Buffer.from(text)]);
  const head = frame('HEADERS', flag.END_HEADERS, 1, answered);

  /** Two calls, on streams 1 and 3, that the server answers. */
  async function calls(nth: number) {
    const talk = await http2(closeAfterMessage({ message: 'grpc-message', nth }));
    const requests = [1, 3].map((stream) => frame('HEADERS', flag.END_HEADERS, stream, asked));
    talk.client.send(Buffer.concat(requests));
    await talk.server.receive(opening.client.length + Buffer.concat(requests).length);
    return talk;
  }

  test('counts the messages of all calls, wherever DATA frames cut them', async () => {
    const { client, server, behind } = await calls(2);
    const second = prefixed('second');
    const wanted = Buffer.concat([
      head,
      frame('DATA', 0, 1, prefixed('first')),
      frame('HEADERS', flag.END_HEADERS, 3, answered),
      frame('DATA', 0, 3, second.subarray(0, 7)),
      frame('DATA', 0, 3, second.subarray(7)),
    ]);
    server.send(Buffer.concat([wanted, frame('DATA', 0, 1, prefixed('third'))]));
    expect(await client.ended()).toBe('ECONNRESET');
    expect(behind(client.bytes, 'server')).toEqual(wanted);
  });

  test('cuts inside a DATA frame where another message follows in it', async () => {
    const { client, server, behind } = await calls(2);
    const data = frame('DATA', 0, 1, Buffer.concat(['one', 'two', 'three'].map(prefixed)));
    server.send(Buffer.concat([head, data]));
    expect(await client.ended()).toBe('ECONNRESET');
    const [one, two] = [prefixed('one').length, prefixed('two').length];
    expect(behind(client.bytes, 'server')).toEqual(
      Buffer.concat([head, data.subarray(0, 9 + one + two)]),
    );
  });
});
