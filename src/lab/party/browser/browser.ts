import type { Clock } from '../../time/clock.ts';
import { type Connecting, openAgent } from '../agent.ts';
import { Cookies } from './cookies.ts';
import { type Arrival, type Going, goingOf, navigate } from './navigation.ts';
import { PreflightCache } from './preflight-cache.ts';
import { scriptFetch } from './script-fetch.ts';
import { originOf } from './site.ts';
import { openSocket } from './socket.ts';
import type { Browser, Page } from './types.ts';
import type { Initiator, World } from './world.ts';

/** What a browser needs of the run. */
export interface BrowserSurroundings extends Connecting {
  readonly name: string;
  readonly clock: Clock;
  /** Tells the story why the browser refused something. */
  readonly tell: (text: string) => void;
}

/** A browser that is open, and how to close it. */
export interface OpenBrowser extends Browser {
  close(): Promise<void>;
}

/** Opens a browser that has been nowhere yet. */
export async function openBrowser(surroundings: BrowserSurroundings): Promise<OpenBrowser> {
  const { name, clock, locate, trusts } = surroundings;
  const connecting = { locate, trusts };
  // Loaded whole, an agent has `request`: what goes out is what the browser says, and nothing else.
  await import('undici');
  const agent = await openAgent(connecting, {});
  const world: World = {
    clock,
    agent,
    cookies: new Cookies(clock),
    preflights: new PreflightCache(clock),
    tell: (text) => surroundings.tell(`The browser of ${name}: ${text}.`),
  };
  const go = async (by: Initiator | undefined, going: Going) =>
    pageOf(await navigate(world, by, going));

  async function pageOf({ chain, answer }: Arrival): Promise<Page> {
    const url = chain.at(-1) ?? new URL('about:blank');
    const { status, headers } = answer;
    const self: Initiator = { url, origin: originOf(url) };
    return {
      url: url.href,
      origin: self.origin,
      status,
      headers,
      text: await answer.body.text(),
      visited: chain.map(({ href }) => href),
      fetch: (target, init = {}) => scriptFetch(world, self, target, init),
      follow: (target) => go(self, { url: new URL(target, url), method: 'GET' }),
      submit: (form) => go(self, goingOf(form, url)),
      async image(target) {
        const init = { mode: 'no-cors', credentials: 'include' } as const;
        await scriptFetch(world, self, target, init, 'image');
      },
      socket: (target, protocols = []) =>
        openSocket(world, connecting, self, new URL(target, url), protocols),
      get cookie() {
        return world.cookies.forScript(url);
      },
    };
  }

  return {
    name,
    open: (url) => go(undefined, { url: new URL(url), method: 'GET' }),
    cookies: () => world.cookies.all(),
    close: () => agent.destroy(),
  };
}
