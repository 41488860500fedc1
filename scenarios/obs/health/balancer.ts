import type { Clock, FetchHandler } from 'apilab';
import { problem } from 'apilab/parts/http/problem';
import type { openProxy } from 'apilab/parts/http/proxy';
import type { Probe } from './probe.ts';

/** An instance, and the way to it. */
export interface Backend {
  readonly name: string;
  readonly proxy: Pick<ReturnType<typeof openProxy>, 'forward'>;
}

export interface BalancerOptions {
  readonly clock: Clock;
  /** Asks an instance whether it is ready. */
  readonly probe: Probe;
  readonly intervalMs: number;
}

/** Sends requests to the instances that are ready, in turn. What is asked of instances by it alone stays inside. */
export function balancer({ clock, probe, intervalMs }: BalancerOptions) {
  const backends = new Map<string, Backend>();
  const ready = new Set<string>();
  let turn = 0;

  /** One failure takes an instance out and one success brings it back: a wrong guess costs little. */
  const look = async () => {
    timer = clock.setTimer(intervalMs, look);
    for (const name of backends.keys()) {
      if (await probe(name, '/readyz')) ready.add(name);
      else ready.delete(name);
    }
  };
  let timer = clock.setTimer(intervalMs, look);

  const server: FetchHandler = {
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname === '/livez' || pathname === '/readyz') {
        return problem({ status: 404, title: 'Not Found' });
      }
      const able = [...backends.values()].filter(({ name }) => ready.has(name));
      const chosen = able[turn++ % able.length];
      if (chosen === undefined) {
        return problem({ status: 503, title: 'Service Unavailable' }, { 'Retry-After': '5' });
      }
      try {
        return await chosen.proxy.forward(request);
      } catch {
        return problem({ status: 502, title: 'Bad Gateway' });
      }
    },
  };
  return {
    ...server,
    /** From now on it looks at this instance, and sends it requests while it is ready. */
    add: (backend: Backend) => void backends.set(backend.name, backend),
    remove(name: string) {
      backends.delete(name);
      ready.delete(name);
    },
    close: () => timer.cancel(),
  };
}
