import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import server from './serve.ts';

/** The socket of a browser, opened and closed by the test. */
interface PageSocket {
  onopen(): void;
  onclose(event: { readonly code: number }): void;
}

/** A page that lost its connection: how long each connection lasted, and the longest wait before the next. */
function waitsAfter(lastedMs: readonly number[]): readonly number[] {
  const [join] = server.page?.actions ?? [];
  const waits: number[] = [];
  let socket: PageSocket | undefined;
  let now = 0;
  let come = () => {};
  class WebSocket implements PageSocket {
    onopen() {}
    onclose(_: { readonly code: number }) {}
    constructor() {
      socket = this;
    }
    send() {}
  }
  runInNewContext(join?.script ?? '', {
    WebSocket,
    window: {},
    location: { host: 'localhost' },
    performance: { now: () => now },
    Math: { min: Math.min, round: Math.round, random: () => 1 },
    log: () => {},
    setTimeout: (again: () => void, ms: number) => {
      come = again;
      waits.push(ms);
    },
  });
  for (const ms of lastedMs) {
    socket?.onopen();
    now += ms;
    socket?.onclose({ code: 1006 });
    come();
  }
  return waits;
}

describe('the page of a browser', () => {
  it('waits longer and longer while its connections do not last', () => {
    expect(waitsAfter([0, 50, 9_999])).toEqual([500, 1000, 2000]);
  });

  it('begins anew once a connection has lasted', () => {
    expect(waitsAfter([0, 50, 10_000, 0])).toEqual([500, 1000, 500, 1000]);
  });
});
