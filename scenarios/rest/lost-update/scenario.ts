import { correct, defineScenario, every, fieldOf, integer, must, naive, should } from 'apilab';
import { openShop } from 'apilab/parts/shop/shop';
import { checkFirst } from './check-first.ts';
import { hasTag, inQuotes, lacksOf, sentTags, writesThrough } from './checks.ts';
import { bareTags, lastWriteWins } from './naive-conditions.ts';
import { productApi } from './product-api.ts';
import { type Edit, productEditor } from './product-editor.ts';

const dearer: Edit = ({ name, cents }) => ({ name, cents: cents + 100 });
const renamed: Edit = ({ cents }) => ({ name: 'Desk lamp', cents });

/** How long it takes until a new version is approved: long enough for others to come in between. */
const APPROVAL_MS = 50;

/** What to look for where Grace saves. */
const HER_SAVE = {
  conditional: 'The look at the version and the write are one transaction.',
  'last-write-wins': 'Her product still has the old price, and nobody asks what she has seen.',
  'check-first': 'Nobody else writes at this moment, so a look beforehand is enough.',
  'unquoted-etag': 'Sent back as it came, a bare tag does its work. That hides what is wrong.',
} as const;

/** Two people edit one product, and the work of both is kept. */
export default defineScenario({
  title: 'Edit together with ETag and If-Match',
  claim: 'When many edit one thing, nobody overwrites what he has not seen.',
  standard: [] /* RFC 9110 §13.1.1 */,
  covers: [
    'rest-crud-lifecycle',
    'cache-etag-304',
    'cache-lost-update-if-match',
    'cache-428-precondition-required',
  ],
  focus: ['etag', 'if-match', 'if-none-match', 'location', 'allow'],
  params: {
    editors: integer({ default: 4, min: 2, max: 20, about: 'how many edit at the same time' }),
  },
  variants: {
    conditional: correct('A write says which version it is meant for, and the server insists.'),
    'last-write-wins': naive('The server does not look at If-Match: the last write counts.', [
      'rest-05',
      'rest-06',
      'rest-07',
      'rest-08',
      'rest-09',
    ]),
    'check-first': naive('The conditions are looked at in front of the API, before its work.', [
      'rest-08',
      'rest-09',
    ]),
    'unquoted-etag': naive('The entity tag is a bare MD5 sum, compared as text.', [
      'rest-02',
      'rest-03',
    ]),
  },
  checks: {
    'rest-01': must('answer 201 with the Location of what was created', 'lab'),
    'rest-02': must('put entity tags in quotes', 'lab'),
    'rest-03': must('answer 304 to a list, a weak tag or * that names the version', 'lab'),
    'rest-04': must('repeat ETag, Cache-Control, Vary in a 304, without content', 'lab'),
    'rest-05': must('refuse a write that is meant for an older version', 'lab'),
    'rest-06': must('keep the edits of both', 'lab'),
    'rest-07': must('refuse a write without a condition, and change nothing', 'lab'),
    'rest-08': must('let one of all the writes on one entity tag through', 'lab'),
    'rest-09': must('not lose an edit, whoever comes in between', 'lab'),
    'rest-10': must('change with PATCH what is sent, and nothing else', 'lab'),
    'rest-11': must('answer HEAD with the fields of GET, without content', 'lab'),
    'rest-12': must('name in a 405 what is allowed', 'lab'),
    'rest-13': must('send no content with 204, and answer 404 from then on', 'lab'),
    'rest-14': must('not send ETag with a PUT that stored other bytes than were sent', 'lab'),
  },

  async play({ variant, params, serve, client, use, clock, random, wire, ...lab }) {
    const { step, note, check, figure, statements, together } = lab;
    const db = await use(openShop());
    const approve = () => clock.sleep(APPROVAL_MS);
    const app = {
      conditional: () => productApi({ db, approve }),
      'last-write-wins': () => productApi({ db, approve, conditions: lastWriteWins }),
      'check-first': () => checkFirst({ db, approve }),
      'unquoted-etag': () => productApi({ db, approve, conditions: bareTags }),
    }[variant]();
    const api = await serve('api', app);
    const fetch = client();
    const stored = (id: number) =>
      db.inspect('SELECT name, cents FROM products WHERE id = ?', [id])[0];

    /** Plays a step, and gives the answers that crossed the wire in it. */
    async function answersTo(title: string, body: () => Promise<unknown>) {
      const before = wire.responses().length;
      await step(title, body);
      return wire.responses().slice(before);
    }

    let url = '';
    /** Sends a request as it is, with a condition or without. */
    function send(method: string, path: string, content?: object, ifMatch?: string) {
      const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
      return fetch(api.url + path, {
        method,
        headers: {
          ...(content && { 'content-type': type }),
          ...(ifMatch && { 'if-match': ifMatch }),
        },
        ...(content && { body: JSON.stringify(content) }),
      });
    }

    const [created, first] = await answersTo(
      'create-a-product-and-look-at-it',
      'Create a product, and look at it',
      async () => {
        const answer = await send('POST', '/products', { name: 'Lamp', cents: 3900 });
        url = new URL(answer.headers.get('location') ?? '/', api.url).href;
        await fetch(url);
      },
    );
    const location = created && fieldOf(created, 'location');
    check(
      'rest-01',
      [created?.status, location, first?.status, first?.content.text],
      [201, '/products/5', 200, '{"name":"Lamp","cents":3900}'],
    );
    check('rest-02', sentTags(wire), inQuotes);

    const tag = first && fieldOf(first, 'etag');
    const again = await answersTo(
      'ask-again-holding-it-already',
      'Ask again, holding it already',
      async () => {
        note('The tag itself, a list of tags, the tag made weak on its way, and any tag.');
        for (const held of [`${tag}`, `"older", ${tag}`, `W/${tag}`, '*']) {
          await fetch(url, { headers: { 'if-none-match': held } });
        }
      },
    );
    check(
      'rest-03',
      again.map(({ status }) => status),
      [304, 304, 304, 304],
    );
    const unchanged = again.filter(({ status }) => status === 304);
    check(
      'rest-04',
      unchanged.map((answer) => lacksOf(answer, first)),
      every('lacks nothing', (lacks) => lacks === 'nothing'),
    );

    const lamp = new URL(url).pathname;
    const ada = productEditor({ fetch: client(), url: (await api.reachedBy('ada')).url + lamp });
    const grace = productEditor({
      fetch: client(),
      url: (await api.reachedBy('grace')).url + lamp,
    });
    const [adas, graces] = await step(
      'ada-and-grace-read-the-same-version',
      'Ada and Grace read the same version',
      async () => [await ada.read(), await grace.read()],
    );

    await step('ada-makes-it-dearer', 'Ada makes it dearer', () => ada.save(adas, dearer));

    const [late] = await answersTo(
      'grace-who-has-not-seen-that-renames-it',
      'Grace, who has not seen that, renames it',
      () => {
        note(HER_SAVE[variant]);
        db.watch(statements('api', 'db'));
        return grace.save(graces, renamed);
      },
    );
    db.watch(() => {});
    check('rest-05', late?.status, 412);
    check('rest-06', stored(5), { name: 'Desk lamp', cents: 4000 });

    let before = stored(5);
    const blind = await answersTo(
      'write-without-a-condition',
      'Write without a condition',
      async () => {
        await send('PUT', lamp, { name: 'Mine', cents: 1 });
        await send('PATCH', lamp, { cents: 2 });
        await send('DELETE', '/products/4');
      },
    );
    check(
      'rest-07',
      [...blind.map(({ status }) => status), stored(5), stored(4)?.name],
      [428, 428, 428, before, 'Cable'],
    );

    before = stored(5);
    const crowd = await api.reachedBy('editors');
    await step(
      'some-editors-make-it-dearer-at-the-same-time',
      `${params.editors} editors make it dearer at the same time`,
      async () => {
        const editors = Array.from({ length: params.editors }, () =>
          productEditor({ fetch: client(), url: crowd.url + lamp }),
        );
        const held = await together(editors.map(({ read }) => read));
        await together(
          editors.map(({ save }, n) => async () => {
            await clock.sleep(random.integer(0, 5));
            await save(held[n] ?? adas, dearer);
          }),
        );
      },
    );
    const raisedBy = (Number(stored(5)?.cents) - Number(before?.cents)) / 100;
    check('rest-08', Math.max(...writesThrough(wire)), 1);
    check('rest-09', raisedBy, params.editors);
    figure('lost', params.editors - raisedBy, 'edits');

    before = stored(5);
    const [, put, rearranged, patched, head, refused] = await answersTo(
      'put-twice-patch-ask-for-the-head-post',
      'Put twice, patch, ask for the head, post',
      async () => {
        note('The second PUT sends the same product, its members in another order.');
        const { etag, product } = await ada.read();
        await send('PUT', lamp, product, etag);
        await send('PUT', lamp, { cents: product.cents, name: product.name }, etag);
        await send('PATCH', lamp, { cents: 3500 }, etag);
        await send('HEAD', lamp);
        await send('POST', lamp, { name: 'Lamp', cents: 3900 });
      },
    );
    check(
      'rest-14',
      [put, rearranged].map((answer) => answer && `${answer.status}, ${hasTag(answer)}`),
      ['204, ETag', '204, no ETag'],
    );
    check('rest-10', [patched?.status, stored(5)], [200, { ...before, cents: 3500 }]);
    check('rest-11', head && lacksOf(head, patched), 'nothing');
    check(
      'rest-12',
      [refused?.status, refused && fieldOf(refused, 'allow')],
      [405, 'GET, HEAD, PUT, PATCH, DELETE'],
    );

    const [, deleted, gone] = await answersTo(
      'delete-it-and-look-for-it',
      'Delete it, and look for it',
      async () => {
        const { etag } = await ada.read();
        await send('DELETE', lamp, undefined, etag);
        await fetch(url);
      },
    );
    check('rest-13', [deleted?.status, deleted?.content.byteLength, gone?.status], [204, 0, 404]);
  },
});
