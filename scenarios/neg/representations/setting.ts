import type { FetchHandler, Lab } from 'apilab';
import { openProxy } from 'apilab/parts/http/proxy';
import { sharedCache } from 'apilab/parts/http/shared-cache';

/** What of a menu is asked for. */
export interface Wish {
  readonly accept?: string;
  readonly language?: string;
}

/** What came, as whoever reads it can tell. */
export interface Got {
  readonly status: number;
  readonly type: string;
  readonly bytes: Uint8Array;
}

type Stage = Pick<Lab, 'serve' | 'party' | 'use' | 'clock'>;

/** A menu, and a cache for everybody in front of it. */
export async function openMenu({ serve, party, use, clock }: Stage, api: FetchHandler) {
  await serve('api', api);
  const { url: to } = await party('cache').route('api');
  const { forward } = await use(openProxy({ to, name: 'cache', host: 'menu.example' }));
  await serve('cache', sharedCache({ clock, name: 'cache', forward }), { client: 'ada' });

  const ask =
    (name: string, server: string) =>
    async (wish: Wish): Promise<Got> =>
      gotFrom(await party(name).fetch(`http://${server}/menu`, { headers: fieldsOf(wish) }));

  return {
    ask: ask('client', 'api'),
    through: (name: string) => ask(name, 'cache'),
    /** What the API itself answers, without a cache and without a wire. */
    without: (wishes: readonly Wish[]) =>
      Promise.all(
        wishes.map(async (wish) =>
          gotFrom(await api.fetch(new Request('http://api/menu', { headers: fieldsOf(wish) }))),
        ),
      ),
  };
}

const fieldsOf = ({ accept = '*/*', language = '*' }: Wish) => ({
  accept,
  'accept-language': language,
});

async function gotFrom(response: Response): Promise<Got> {
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  return { status: response.status, type, bytes: new Uint8Array(await response.arrayBuffer()) };
}
