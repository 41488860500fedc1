import { defineServer } from 'apilab';
import { menuApi } from './menu-api.ts';

/** How many dishes the menu that is served has. */
export const DISHES = 20;

/** A menu in three forms and two languages. */
export default defineServer({
  title: 'One menu, three forms, two languages',
  about: 'GET /menu: JSON, CSV or Protobuf by Accept, English or French by Accept-Language.',
  standard: ['rfc9110 §12.5.1', 'rfc9110 §12.5.4'],
  focus: ['vary', 'content-language', 'accept', 'accept-language'],

  start: () => menuApi({ dishes: DISHES }),

  tryIt: ({ url }) => [
    { about: 'whatever there is', command: `curl -i ${url}/menu` },
    {
      about: 'CSV rather than JSON, in French',
      command: `curl -i ${url}/menu -H 'Accept: application/json;q=0.5, text/csv' -H 'Accept-Language: fr-CA'`,
    },
    {
      about: 'Protobuf, its first bytes',
      command: `curl -s ${url}/menu -H 'Accept: application/protobuf' | head -c 48 | od -c`,
    },
    {
      about: 'anything but JSON',
      command: `curl -i ${url}/menu -H 'Accept: */*;q=0.1, application/json;q=0'`,
    },
    { about: 'something that there is not', command: `curl -i ${url}/menu -H 'Accept: text/html'` },
  ],
});
