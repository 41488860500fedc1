import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { live } from '../cli/live.ts';
import { isInstalled } from './installed.ts';

const run = promisify(execFile);

/** The Python of the system, which its packages belong to. */
const PYTHON = '/usr/bin/python3';

describe.skipIf(!isInstalled('curl', ['--version']))('curl', () => {
  it('resumes the event stream after the last id it saw', async () => {
    const session = await live(['serve', 'sse']);
    await session.shows('serve-sse');
    const { stdout } = await run('curl', [
      ...['-sN', '--max-time', '3', '-H', 'Last-Event-ID: 0', `${session.url}/prices`],
    ]).catch((error: { readonly stdout: string }) => error);
    expect(stdout).toMatch(/^retry: 2000\n\nevent: tick\n.*\nid: 1\n\nevent: tick\n.*\nid: 2\n/);
    await session.interrupt();
  });

  it('tries again where the answer is dropped', async () => {
    const session = await live(['serve', 'rest', '--fault', 'drop-response:nth=1,how=fin']);
    const { stdout } = await run('curl', [
      ...['-s', '--retry', '3', '--retry-all-errors', '--retry-delay', '1'],
      `${session.url}/products/1`,
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ name: 'Keyboard' });
    const { stdout: shown } = await session.interrupt();
    expect(shown.match(/GET \/products\/1/g)).toHaveLength(2);
  });

  it('keeps an entity tag and gets 304 for it', async () => {
    const session = await live(['serve', 'rest']);
    const first = await run('curl', ['-si', `${session.url}/products/1`]);
    const [, tag = ''] = /^etag: (.*)\r$/im.exec(first.stdout) ?? [];
    const second = await run('curl', [
      ...['-si', '-H', `If-None-Match: ${tag}`, `${session.url}/products/1`],
    ]);
    expect(second.stdout).toMatch(/^HTTP\/1\.1 304 Not Modified\r\n/);
    await session.interrupt();
  });
});

const WEBSOCKETS_CLIENT = `
import asyncio, json, sys, websockets

async def talk():
    async with websockets.connect(sys.argv[1]) as socket:
        for message in ({"hello": "py"}, {"join": "kitchen"}, {"say": "hi", "room": "kitchen", "n": 1}):
            await socket.send(json.dumps(message))
        for _ in range(3):
            print(await socket.recv())

asyncio.run(talk())
`;

describe.skipIf(!isInstalled(PYTHON, ['-c', 'import websockets']))('websockets for Python', () => {
  it('joins the chat, talks, and is closed in order', async () => {
    const session = await live(['serve', 'ws']);
    const url = `${session.url.replace('http', 'ws')}/`;
    const { stdout } = await run(PYTHON, ['-c', WEBSOCKETS_CLIENT, url]);
    const messages = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(messages).toEqual([
      { joined: 'kitchen', seq: 0 },
      { room: 'kitchen', seq: 1, by: 'py', said: 'hi' },
      { ack: 1 },
    ]);
    const { stdout: shown } = await session.interrupt();
    expect(shown).toContain('1000');
  });
});
