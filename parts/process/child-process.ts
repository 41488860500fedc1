import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Clock } from 'apilab';
import type { ChildStart } from './child-server.ts';
import { type Answering, pointed, type ServerLife } from './killable-server.ts';

/** Time as it is. */
const clock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  sleep: (delayMs, { signal } = {}) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, delayMs);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
  setTimer(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
};

let fatal: string | undefined;

const passes = (point: string): boolean => {
  if (point === fatal) process.kill(process.pid, 'SIGKILL');
  return point !== fatal;
};

const life: ServerLife = {
  clock,
  fetch: (...given) => fetch(...given),
  own: (resource) => resource,
  through: (name, used) => pointed(name, used, passes),
};

process.on('message', (said: ChildStart | { readonly killAt: string }) => {
  if ('killAt' in said) fatal = said.killAt;
  else void begin(said);
});
// Whoever started it is gone: nobody would end it.
process.on('disconnect', () => process.exit());

async function begin({ program, host, port, settings }: ChildStart): Promise<void> {
  const { default: open }: { default: (life: ServerLife, settings: unknown) => Answering } =
    await import(program);
  const answering = open(life, settings);
  const listener = getRequestListener((request) => answering.fetch(request), {
    overrideGlobalObjects: false,
  });
  const server = createServer(listener);
  server.listen({ host, port }, () => {
    const address = server.address();
    if (address !== null && typeof address !== 'string') process.send?.(address.port);
  });
}
