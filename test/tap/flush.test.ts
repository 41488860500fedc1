import { connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { flushed } from '../../src/tap/flush.ts';
import { portOf } from './rig.ts';

/** Two ends of a connection; nobody reads at the second. */
async function pair(): Promise<[Socket, Socket]> {
  const listener = createServer({ pauseOnConnect: true });
  const accepted = new Promise<Socket>((resolve) => listener.once('connection', resolve));
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const writer = connect(portOf(listener.address()), '127.0.0.1');
  const reader = await accepted;
  onTestFinished(() => {
    writer.destroy();
    reader.destroy();
    listener.close();
  });
  return [writer, reader];
}

test('waits until the system took every byte', async () => {
  const [writer, reader] = await pair();
  writer.write(Buffer.alloc(32 * 1024 * 1024));
  const done = flushed(writer);
  reader.resume();
  await done;
  expect(writer.writableLength).toBe(0);
});

test('waits for the end of what was ended', async () => {
  const [writer, reader] = await pair();
  writer.end(Buffer.alloc(32 * 1024 * 1024));
  const done = flushed(writer);
  reader.resume();
  await done;
  expect(writer.writableFinished).toBe(true);
});

test('gives up when the socket closes', async () => {
  const [writer] = await pair();
  writer.write(Buffer.alloc(32 * 1024 * 1024));
  const done = flushed(writer);
  writer.destroy();
  await expect(done).resolves.toBeUndefined();
});
