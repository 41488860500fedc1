import { connect } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { startServer } from 'apilab/testing';
import { expect, onTestFinished, test } from 'vitest';
import { FLAG, frame, frameReader, TYPE, uint32 } from './frames.ts';
import { askWithoutPush, refuse } from './no-push.ts';
import { pushyServer } from './setting.ts';

const promise = frameReader()(frame(TYPE.PUSH_PROMISE, FLAG.END_HEADERS, 1, uint32(2)))[0];
if (promise === undefined) throw new Error('the frame could not be read');

async function pushy(): Promise<number> {
  const { port, close } = await startServer(pushyServer());
  onTestFinished(() => close());
  return port;
}

test('a push is a connection error once the server has acknowledged that there is none', () => {
  expect(refuse(promise, true)).toEqual([frame(TYPE.GOAWAY, 0, 0, uint32(0, 1))]);
});

test('a push that the server sent before it knew is refused, and the connection goes on', () => {
  expect(refuse(promise, false)).toEqual([frame(TYPE.RST_STREAM, 0, 2, uint32(8))]);
});

test('frames are read however the bytes come', () => {
  const bytes = Buffer.concat([frame(TYPE.DATA, 0, 1, Buffer.from('one')), frame(TYPE.DATA, 1, 3)]);
  const read = frameReader();
  const frames = [...bytes].flatMap((byte) => read(Buffer.of(byte)));
  expect(frames.map(({ stream, payload }) => [stream, payload.toString()])).toEqual([
    [1, 'one'],
    [3, ''],
  ]);
});

test('the client ends its connection', async () => {
  const socket = connectTcp(await pushy(), '127.0.0.1');
  await askWithoutPush(socket, { authority: 'shop.example' });
  expect(socket.destroyed).toBe(true);
});

/** The code in its GOAWAY is INTERNAL_ERROR before Node 26, so the story asks with a client of its own. */
test("Node's client ends its connection as well, with whichever code", async () => {
  const session = connect(`http://127.0.0.1:${await pushy()}`, { settings: { enablePush: false } });
  const errors: string[] = [];
  session.on('error', ({ message }: Error) => errors.push(message));
  session.on('stream', () => errors.push('a push was taken'));
  session.request({ ':path': '/' }).on('error', () => {});
  await new Promise<void>((resolve) => session.once('close', resolve));
  expect(errors).toEqual(['Protocol error']);
});
