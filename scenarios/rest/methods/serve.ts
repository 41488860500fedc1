import { defineServer, type ServerRecipe } from 'apilab';
import { LAMP } from '../parts/tagged-product.ts';
import { type OpenTagged, openTagged } from '../parts/tagged-products-api.ts';

/** Two products, one of them with a discount. */
export const taggedShop = (open: OpenTagged = openTagged): ServerRecipe =>
  open(
    new Map([
      ['lamp', LAMP],
      ['cable', { name: 'Cable', cents: 900, tags: [] }],
    ]),
  );

/** Products to send every method to, twice. */
export default defineServer({
  title: 'Products that take every method',
  about: 'Each method does what HTTP says of it; send it twice and look.',
  standard: 'rfc9110 §9.2',
  focus: ['allow', 'if-none-match', 'preference-applied'],

  start: () => taggedShop(),

  tryIt: ({ url }) => [
    { about: 'what may be sent to a product', command: `curl -i -X OPTIONS ${url}/products/lamp` },
    { about: 'the fields of GET alone', command: `curl -I ${url}/products/lamp` },
    {
      about: 'a new product, whose address you choose; repeat it',
      command: `curl -i -X PUT ${url}/products/mat -H 'If-None-Match: *' --json '{"name":"Mat","cents":500,"tags":[]}'`,
    },
    {
      about: 'put it again, and see what has become of it',
      command: `curl -i -X PUT ${url}/products/mat -H 'Prefer: return=representation' --json '{"name":"Mat","cents":400,"tags":[]}'`,
    },
    {
      about: 'a new product, whose address the server chooses; repeat it',
      command: `curl -i ${url}/products --json '{"name":"Mouse","cents":1900,"tags":[]}'`,
    },
    { about: 'delete one, twice', command: `curl -i -X DELETE ${url}/products/cable` },
    { about: 'all that are left', command: `curl ${url}/products` },
  ],
});
