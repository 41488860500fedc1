import type { Lab, Page, ScriptInit } from 'apilab';
import { type AnswerPreflight, type CorsPolicy, type Share, withCors } from './cors.ts';
import { type MayChange, ordersApi, type WhoAsks } from './orders-api.ts';

export const SHOP = 'http://shop.localhost';
export const API = 'http://api.localhost';
export const EVIL = 'http://evil.localhost';

export const POLICY: CorsPolicy = {
  origins: [SHOP],
  methods: ['GET', 'POST', 'PATCH'],
  fields: ['Content-Type'],
  exposed: ['X-Total-Count'],
  maxAgeS: 600,
};

/** What a way of playing does in its own way. */
export interface Ways {
  readonly share?: Share;
  readonly answerPreflight?: AnswerPreflight;
  readonly whoAsks?: WhoAsks;
  readonly mayChange?: MayChange;
}

const pageOf = (title: string) => ({
  fetch: () =>
    new Response(`<title>${title}</title>`, { headers: { 'Content-Type': 'text/html' } }),
});

/** What a script saw of an answer, or that the browser kept it. */
export interface Sight {
  readonly status?: number;
  readonly text: string;
  readonly count?: string | null;
}

/** A script of a page asks; what it gets to see. A refusal has no reasons for scripts. */
export async function look(page: Page, path: string, init: ScriptInit = {}): Promise<Sight> {
  try {
    const answer = await page.fetch(`${API}${path}`, { credentials: 'include', ...init });
    const count = answer.headers.get('x-total-count');
    return { status: answer.status, text: await answer.text(), count };
  } catch (error) {
    if (error instanceof TypeError) return { text: 'withheld by the browser' };
    throw error;
  }
}

/** A shop's page, an API on another site, and a page of Eve's, for Ada's browser. */
export async function openSites(
  lab: Pick<Lab, 'serve' | 'browser' | 'party' | 'ids'>,
  { share, answerPreflight, whoAsks, mayChange }: Ways,
) {
  const api = ordersApi({
    ids: lab.ids,
    origins: POLICY.origins,
    home: `${SHOP}/`,
    ...(whoAsks && { whoAsks }),
    ...(mayChange && { mayChange }),
  });
  const cors = {
    policy: POLICY,
    ...(share && { share }),
    ...(answerPreflight && { answerPreflight }),
  };
  await lab.serve('shop', pageOf('The shop'), { hosts: ['shop.localhost'] });
  await lab.serve('evil', pageOf('You have won'), { hosts: ['evil.localhost'] });
  await lab.serve('api', withCors(api, cors), { hosts: ['api.localhost'] });
  const ada = await lab.browser('ada');
  const curl = lab.party('curl');
  return {
    ada,
    orders: api.orders,
    /** A client that is no browser, and says what it likes. */
    pretend: async (path: string, origin: string) => {
      const answer = await curl.fetch(`http://api${path}`, { headers: { origin } });
      await answer.arrayBuffer();
    },
  };
}
