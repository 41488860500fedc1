import { correct, defineScenario, type FetchHandler, integer, must, naive, should } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import { asked, formOf, given, hits, languageOf, lengths, said, sameDishes } from './checks.ts';
import { TYPES } from './forms.ts';
import { type MenuApiOptions, menuApi } from './menu-api.ts';
import { exactLanguage, unsaid } from './naive/exact-language.ts';
import { firstListed } from './naive/first-listed.ts';
import { floatPrice } from './naive/float-price.ts';
import { halfVary } from './naive/half-vary.ts';
import { ignoresAccept } from './naive/ignores-accept.ts';
import { noVary } from './naive/no-vary.ts';
import { openMenu, type Wish } from './setting.ts';

/** The API of each variant. */
const APIS = {
  negotiated: menuApi,
  'ignores-accept': (menu) => menuApi({ ...menu, negotiation: ignoresAccept }),
  'first-listed': (menu) => menuApi({ ...menu, negotiation: firstListed }),
  'no-vary': (menu) => menuApi({ ...menu, negotiation: noVary }),
  'half-vary': (menu) => menuApi({ ...menu, negotiation: halfVary }),
  'exact-language': (menu) => unsaid(menuApi({ ...menu, negotiation: exactLanguage })),
  'float-price': (menu) => menuApi({ ...menu, writers: floatPrice }),
} satisfies Readonly<Record<string, (menu: MenuApiOptions) => FetchHandler>>;

/** What is asked for by its weights, and what is to come. */
const ACCEPTS = [
  ['application/json;q=0.5, text/csv', 'CSV'],
  ['text/*;q=0.3, application/json;q=0.2', 'CSV'],
  ['*/*;q=0.1, application/json;q=0', 'CSV'],
  ['application/protobuf', 'Protobuf'],
  ['text/html', '406'],
] as const;
const TONGUES = [
  ['fr-CA', 'fr'],
  ['de, fr;q=0.4', 'fr'],
  ['en;q=0.3, fr;q=0.7', 'fr'],
  ['de', 'en'],
] as const;

/** Who asks through the cache, one behind the other, and for what. */
const READERS: readonly (readonly [string, Wish])[] = [
  ['ada', { accept: 'application/json', language: 'fr' }],
  ['ben', { accept: 'application/json', language: 'en' }],
  ['program', { accept: 'text/csv', language: 'en' }],
  ['ada', { accept: 'application/json', language: 'fr' }],
];

/** One address, several forms, and a cache between. */
export default defineScenario({
  title: 'One address, several forms',
  claim: 'Everybody must get the form they asked for, whoever asked before.',
  standard: ['rfc9110 §12.5', 'rfc9111 §4.1'],
  covers: [
    'neg-accept-types',
    'neg-accept-language',
    'neg-vary-cache-poison',
    'neg-protobuf-over-http',
  ],
  focus: ['vary', 'content-language', 'cache-status'],
  params: {
    dishes: integer({ default: 20, min: 1, max: 500, about: 'how many dishes the menu has' }),
  },
  variants: {
    negotiated: correct('Weights decide, and Vary names all that was looked at.'),
    'ignores-accept': naive('It is always JSON.', ['best-type', 'same-dishes']),
    'first-listed': naive('The first type that is known, whatever its weight.', ['best-type']),
    'no-vary': naive('Chosen well, and no cache is told what the choice went by.', [
      'vary-named',
      'same-as-without-cache',
    ]),
    'half-vary': naive('Vary names Accept; that there are languages too came later.', [
      'vary-named',
      'same-as-without-cache',
    ]),
    'exact-language': naive(
      'The first language, if its name is a known one; it is not said which.',
      ['best-language', 'language-said'],
    ),
    'float-price': naive('The schema has prices as floats.', ['same-dishes']),
  },
  checks: {
    'best-type': must('choose the type with the highest weight', 'lab'),
    'best-language': must('look up the best language', 'lab'),
    'language-said': must('say in which language an answer is', 'lab'),
    'vary-named': should('name in Vary all that it was chosen by', 'rfc9110 §12.5.5'),
    'same-as-without-cache': must('get through a cache what one gets without', 'lab'),
    'same-dishes': must('mean the same in Protobuf as in JSON', 'lab'),
  },

  async play(lab) {
    const { step, params } = lab;
    const api = APIS[lab.variant]({ dishes: params.dishes });
    const { ask, through, without } = await openMenu(lab, api);

    const types = await step('types', 'Ask for one address by type', async () => {
      const came: (readonly [string, string])[] = [];
      for (const [accept] of ACCEPTS) came.push([accept, formOf(await ask({ accept }))]);
      return came;
    });
    lab.table(asked('Accept', types.result));
    lab.check(
      'best-type',
      types.result.map(([, form]) => form).join(', '),
      ACCEPTS.map(([, form]) => form).join(', '),
    );

    const tongues = await step('languages', 'Ask for it by language', async () => {
      const came: (readonly [string, string])[] = [];
      for (const [language] of TONGUES) came.push([language, languageOf(await ask({ language }))]);
      return came;
    });
    lab.table(asked('Accept-Language', tongues.result));
    lab.check(
      'best-language',
      tongues.result.map(([, tag]) => tag).join(', '),
      TONGUES.map(([, tag]) => tag).join(', '),
    );
    lab.check('language-said', said(tongues, 'content-language'), 'fr · en');
    lab.check('vary-named', said(tongues, 'vary'), 'Accept, Accept-Language');

    const cached = await step('cache', 'Ada, Ben and a program ask through one cache', async () => {
      const came: string[] = [];
      for (const [name, wish] of READERS) came.push(given(await through(name)(wish)));
      return came;
    });
    const direct = await without(READERS.map(([, wish]) => wish));
    lab.check('same-as-without-cache', listed(...cached.result), listed(...direct.map(given)));
    lab.figure('from the cache', hits(cached), 'answers');

    const sizes = await step('sizes', `Measure ${params.dishes} dishes in each form`, async () => {
      const got = [];
      for (const accept of TYPES) got.push(await ask({ accept, language: 'en' }));
      return got;
    });
    lab.chart({
      title: 'Bytes of the menu',
      binLabel: 'form',
      unit: 'bytes',
      bins: lengths(sizes.result),
    });
    const [json, , protobuf] = sizes.result;
    if (json && protobuf)
      lab.check('same-dishes', sameDishes(json, protobuf), `${params.dishes} of ${params.dishes}`);
  },
});
