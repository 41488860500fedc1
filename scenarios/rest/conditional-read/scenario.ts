import { correct, defineScenario, fieldOf, must, naive } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import { openShop } from 'apilab/parts/shop/shop';
import { evaluated } from '../parts/conditions.ts';
import { productApi } from '../parts/product-api.ts';
import { inOrder, inQuotes, lacking, sentAgain, sentTags } from './checks.ts';
import { bareNotModified } from './naive/bare-304.ts';
import { bareTags } from './naive/unquoted-etag.ts';
import { productReader } from './product-reader.ts';

/** How often a reader that polls looks, in milliseconds. */
const EVERY_MS = 1000;

/** Whoever holds the current version of something is not sent it again. */
export default defineScenario({
  title: 'Read again with ETag and If-None-Match',
  claim: 'Whoever holds the current version is not sent it again.',
  standard: ['rfc9110 §8.8.3', 'rfc9110 §13.1.2', 'rfc9110 §15.4.5'],
  covers: ['cache-etag-304'],
  focus: ['etag', 'if-none-match', 'cache-control', 'vary'],
  variants: {
    validator: correct('Entity tags are in quotes, and If-None-Match is read as a list.'),
    'unquoted-etag': naive('The entity tag is a bare MD5 sum, compared as text.', [
      'tags-quoted',
      'not-modified',
      'not-sent-again',
    ]),
    'bare-304': naive('A 304 comes without any field about the product.', ['fields-repeated']),
  },
  checks: {
    'tags-quoted': must('put entity tags in quotes, as their grammar has it', 'rfc9110 §2.2'),
    'not-modified': must(
      'answer 304 if the condition names the current version',
      'rfc9110 §13.1.2',
    ),
    'not-sent-again': must('not send what the client holds', 'lab'),
    'fields-repeated': must('repeat ETag, Cache-Control and Vary in a 304', 'rfc9110 §15.4.5'),
    'change-noticed': must('send the new content once, after a change', 'lab'),
  },

  async play(lab) {
    const { step, wire, clock } = lab;
    const db = await lab.use(openShop());
    const api = {
      validator: () => productApi({ db, conditions: evaluated }),
      'unquoted-etag': () => productApi({ db, conditions: bareTags }),
      'bare-304': () => bareNotModified(productApi({ db, conditions: evaluated })),
    }[lab.variant]();
    const { url } = await lab.serve('api', api);
    const fetch = lab.client();
    const keyboard = `${url}/products/1`;
    const read = productReader(fetch, keyboard);

    const {
      answers: [first],
    } = await step('read', 'Read a product', read);
    lab.check('tags-quoted', sentTags(wire), inQuotes);

    const tag = `${first && fieldOf(first, 'etag')}`;
    const forms = {
      'the tag': tag,
      'in a list': `"older", ${tag}`,
      'made weak': `W/${tag}`,
      '*': '*',
    };
    const again = await step('ask-again', 'Ask again, holding it already', async () => {
      lab.note('The tag as it came, in a list, made weak by somebody on the way, and any tag.');
      for (const held of Object.values(forms)) {
        const answer = await fetch(keyboard, { headers: { 'if-none-match': held } });
        await answer.text();
      }
    });
    const came = Object.keys(forms).map((form, n) => `${form} ${again.answers[n]?.status}`);
    lab.check(
      'not-modified',
      listed(...came),
      'the tag 304 · in a list 304 · made weak 304 · * 304',
    );
    lab.check('not-sent-again', sentAgain(again.answers), 'content 0 times for 4 requests');
    lab.check('fields-repeated', lacking(again.answers, first), 'lack nothing');

    const poll = await step('poll', 'Look each second for ten seconds', async () => {
      lab.note('After four of them the price changes.');
      for (let second = 1; second <= 10; second++) {
        await clock.sleep(EVERY_MS);
        if (second === 5) db.run('UPDATE products SET cents = 9900 WHERE id = 1');
        await read();
      }
    });
    lab.check('change-noticed', inOrder(poll.answers), '304 ×4, 200, 304 ×5');
  },
});
