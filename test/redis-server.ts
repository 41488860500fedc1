import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import type { StorePlace } from '../src/index.ts';

/** Whether a real store is installed on this machine. */
export const redisIsHere = spawnSync('redis-server', ['--version']).status === 0;

/** Starts a real store that keeps nothing. */
export async function startRedis(): Promise<StorePlace & { close(): void }> {
  const port = await freePort();
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const started: ChildProcess = spawn('redis-server', flags, {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await new Promise<void>((resolve, reject) => {
    started.once('error', reject);
    started.stdout?.on('data', (said: Buffer) => {
      if (said.toString().includes('Ready to accept')) resolve();
    });
  });
  return { host: '127.0.0.1', port, close: () => void started.kill() };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
