import type { Lab } from 'apilab';
import { openShop } from 'apilab/parts/shop/shop';
import type { OpenProducts } from '../parts/product-api.ts';
import { type Edit, productEditor } from './product-editor.ts';

export const KEYBOARD = 'http://api/products/1';
export const CABLE = 'http://api/products/4';

/** How long it takes until a new version is approved: long enough for others to come in between. */
const APPROVAL_MS = 50;

export const raised: Edit = ({ name, cents }) => ({ name, cents: cents + 100 });
export const renamed: Edit = ({ cents }) => ({ name: 'Quiet keyboard', cents });

/** What of the lab the setting needs. */
type Stage = Pick<
  Lab,
  'use' | 'serve' | 'client' | 'party' | 'clock' | 'random' | 'database' | 'together'
>;

/** A shop whose products many edit. */
export async function shopAndEditors(lab: Stage, open: OpenProducts) {
  const { clock, random } = lab;
  const db = await lab.use(openShop());
  await lab.serve('api', open({ db, approve: () => clock.sleep(APPROVAL_MS) }));
  const rowOf = (id: number) =>
    db.inspect('SELECT name, cents FROM products WHERE id = ?', [id])[0];
  const client = lab.client();
  const editor = (name: string) => productEditor({ fetch: lab.party(name).fetch, url: KEYBOARD });

  return {
    rows: lab.database('db', db),
    editor,
    /** What is stored of a product: `Cable at 900`. */
    stored: (id: number) => (rowOf(id) ? `${rowOf(id)?.name} at ${rowOf(id)?.cents}` : 'gone'),
    priceOf: (id: number) => Number(rowOf(id)?.cents),

    /** Sends a write, with a condition or, as many do, without. */
    write(method: string, url: string, content?: object, ifMatch?: string) {
      const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
      const headers = {
        ...(content && { 'content-type': type }),
        ...(ifMatch && { 'if-match': ifMatch }),
      };
      return client(url, { method, headers, ...(content && { body: JSON.stringify(content) }) });
    },

    /** Has so many editors read the keyboard, and raise its price within 5 ms of each other. */
    async raiseTogether(count: number): Promise<void> {
      const editors = Array.from({ length: count }, () => editor('editors'));
      const held = await lab.together(
        editors.map((each) => async () => ({ each, it: await each.read() })),
      );
      await lab.together(
        held.map(({ each, it }) => async () => {
          await clock.sleep(random.integer(0, 5));
          await each.save(it, raised);
        }),
      );
    },
  };
}
