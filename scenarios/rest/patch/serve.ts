import { defineServer, type ServerRecipe } from 'apilab';
import { LAMP } from '../parts/tagged-product.ts';
import { type OpenTagged, openTagged } from '../parts/tagged-products-api.ts';

/** A lamp with a discount and one tag. */
export const oneLamp = (open: OpenTagged = openTagged): ServerRecipe =>
  open(new Map([['lamp', LAMP]]));

/** A product to be patched. */
export default defineServer({
  title: 'A product to patch',
  about: 'PATCH takes a merge patch and a JSON Patch; the lamp costs 3900 cents, less 20 %.',
  standard: ['rfc5789 §2', 'rfc7396 §2', 'rfc6902 §5'],
  focus: ['accept-patch', 'etag', 'if-match'],

  start: () => oneLamp(),

  tryIt: ({ url }) => {
    const patch = (type: string, content: string) =>
      `curl -i -X PATCH ${url}/products/lamp -H 'Content-Type: ${type}' -d '${content}'`;
    return [
      { about: 'the lamp', command: `curl -i ${url}/products/lamp` },
      {
        about: 'a merge patch: take its discount away',
        command: patch('application/merge-patch+json', '{"discount":null}'),
      },
      {
        about: 'a JSON Patch: one tag more, each time',
        command: patch(
          'application/json-patch+json',
          '[{"op":"add","path":"/tags/-","value":"sale"}]',
        ),
      },
      {
        about: 'a JSON Patch whose second operation fails',
        command: patch(
          'application/json-patch+json',
          '[{"op":"replace","path":"/cents","value":1},{"op":"test","path":"/name","value":"Mat"}]',
        ),
      },
      {
        about: 'JSON that says nothing of how to apply it',
        command: patch('application/json', '{"cents":1}'),
      },
    ];
  },
});
