import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { openShop } from 'apilab/parts/shop/shop';
import { type OpenProducts, productApi } from '../parts/product-api.ts';
import { productsOpenapi } from './openapi.ts';

/** An API for the products of a shop. */
export function productsOf(
  { use, statements }: LiveLab,
  open: OpenProducts = productApi,
): ServerRecipe {
  const db = use(openShop());
  db.watch(statements('api', 'db'));
  return open({ db });
}

/** Products to edit together. */
export default defineServer({
  title: 'Products to edit together',
  about: 'Create, read, replace, change and delete products; edits need If-Match.',
  standard: 'rfc9110 §13.1.1',
  focus: ['etag', 'if-match', 'if-none-match', 'location'],

  start: (lab) => productsOf(lab),

  tryIt: ({ url }) => [
    { about: 'read a product and its entity tag', command: `curl -i ${url}/products/1` },
    {
      about: 'read it only if it has changed',
      command: `tag=$(mktemp); curl -s ${url}/products/1 --etag-save $tag -o /dev/null; curl -i ${url}/products/1 --etag-compare $tag`,
    },
    {
      about: 'an edit without If-Match',
      command: `curl -i -X PATCH ${url}/products/1 -H 'Content-Type: application/merge-patch+json' -d '{"cents":9900}'`,
    },
    {
      about: 'an edit of whatever is there',
      command: `curl -i -X PATCH ${url}/products/1 -H 'If-Match: *' -H 'Content-Type: application/merge-patch+json' -d '{"cents":9900}'`,
    },
    {
      about: 'a new product',
      command: `curl -i ${url}/products --json '{"name":"Webcam","cents":4900}'`,
    },
  ],

  openapi: productsOpenapi,
  page: {
    actions: [
      { label: 'Read product 1', script: `await send('GET', '/products/1');` },
      {
        label: 'Edit it with the entity tag just read',
        script: `
          const { response } = await send('GET', '/products/1');
          await send('PATCH', '/products/1', {
            headers: {
              'Content-Type': 'application/merge-patch+json',
              'If-Match': response.headers.get('etag'),
            },
            body: JSON.stringify({ cents: 8000 + new Date().getSeconds() }),
          });`,
      },
      {
        label: 'Edit it with an old entity tag',
        script: `
          await send('PATCH', '/products/1', {
            headers: { 'Content-Type': 'application/merge-patch+json', 'If-Match': '"old"' },
            body: JSON.stringify({ cents: 1 }),
          });`,
      },
    ],
  },
});
