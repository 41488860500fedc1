import { correct, defineScenario, integer, must, naive } from 'apilab';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import { counted } from 'apilab/parts/checks/words';
import { openCdn, ROOM } from './cdn.ts';
import {
  aged,
  allOfThem,
  asked,
  goesOn,
  shares,
  shownUntil,
  wentOn,
  whoAnswered,
} from './checks.ts';
import { byPath } from './naive/by-path.ts';
import { grows } from './naive/grows.ts';
import { saysEverything } from './naive/says-everything.ts';
import { saysNothing } from './naive/says-nothing.ts';
import { askOn, openShop, WHOSE } from './setting.ts';
import { lifetimes } from './shop.ts';

/** Two browsers, a CDN and a shop: who keeps what, for how long, and by whose word. */
export default defineScenario({
  title: 'Say how long an answer may be kept',
  claim: 'Nobody is shown what is older than the shop allows, and the shop is hardly asked.',
  standard: 'rfc9111 §4.2',
  covers: ['cache-max-age-freshness', 'cache-directive-matrix', 'cache-ttl-strategy'],
  focus: ['cache-control', 'age', 'cache-status'],
  params: {
    'max-age': integer({
      default: 60,
      min: 20,
      max: 120,
      about: 'how many seconds a price is good',
    }),
  },
  variants: {
    'one-directive': correct('Each page says one thing: how long, or who may keep it.'),
    'says-nothing': naive('A price says nothing of caches.', ['new-price-seen']),
    'says-everything': naive('Each page says all that sounds careful.', ['origin-spared']),
    'by-path': naive('The CDN keeps everything for a while, by its path.', [
      'age-said',
      'new-price-seen',
      'asked-each-time',
      'private-kept-out',
      'nothing-stored',
      'room-kept',
    ]),
    grows: naive('The CDN keeps each address that was ever asked for.', ['room-kept']),
  },
  checks: {
    'new-price-seen': must('show no price past its lifetime', 'lab'),
    'origin-spared': must('ask for a price once a lifetime', 'lab'),
    'age-said': must('say the Age of what comes from a store', 'rfc9111 §4'),
    'nothing-stored': must('store nothing of no-store', 'rfc9111 §5.2.2.5'),
    'private-kept-out': must('not share what is private', 'rfc9111 §5.2.2.7'),
    'asked-each-time': must('ask about no-cache each time', 'rfc9111 §5.2.2.4'),
    'room-kept': must('keep no more than there is room for', 'lab'),
  },

  async play(lab) {
    const { clock, wire, step } = lab;
    const seconds = lab.params['max-age'];
    const says = lifetimes(seconds);
    const ways = {
      'one-directive': { says, cdn: openCdn },
      'says-nothing': { says: saysNothing(seconds), cdn: openCdn },
      'says-everything': { says: saysEverything(seconds), cdn: openCdn },
      'by-path': { says, cdn: byPath(seconds * 1000) },
      grows: { says, cdn: grows },
    };
    const { ada, bob, shop, kept } = await openShop(lab, ways[lab.variant]);

    const first = await step('ask', 'Ada asks for a price, and again 5 s later', async () => {
      const shown = [await ada('/prices/1')];
      await clock.sleep(5000);
      return [...shown, await ada('/prices/1')];
    });
    lab.note(`Her second answer comes from ${WHOSE[first.result[1]?.by ?? 'origin']}.`);

    const changedAt = clock.now();
    const second = await step('change', 'The price changes; 45 s later Bob asks', async () => {
      shop.reprice(7900);
      await clock.sleep(45_000);
      return bob('/prices/1');
    });

    const later = await step('minutes', 'Both ask on, every 15 s', () =>
      askOn(clock, { people: [ada, bob], times: 9, apartMs: 15_000 }),
    );
    const [shown, span] = [[...first.result, second.result, ...later.result], clock.now()];
    const most = Math.floor(span / 1000 / seconds) + 1;
    lab.check('new-price-seen', shownUntil(shown, changedAt), beginsAtMost(seconds));
    lab.check('origin-spared', asked(wire, '/prices/1', span), beginsAtMost(most));
    lab.check('age-said', aged(wire), allOfThem);
    lab.chart({
      title: 'Whose copy of the price was shown',
      binLabel: 'place',
      unit: 'answers',
      bins: shares(shown),
    });

    const pages = await step('directives', 'Other pages: Ada, Ada again, Bob', async () => {
      const rows = [];
      for (const path of ['/receipt', '/basket', '/stock'])
        rows.push({ path, shown: [await ada(path), await ada(path), await bob(path)] });
      return rows;
    });
    lab.table(whoAnswered(pages.result));
    const basket = pages.result[1]?.shown.at(-1)?.text ?? 'nothing';
    lab.check('nothing-stored', wentOn(pages, '/receipt', 3), '3 of 3 go on, none by its tag');
    lab.check('private-kept-out', `Bob sees ${basket}`, 'Bob sees {"basketOf":"bob"}');
    lab.check('asked-each-time', wentOn(pages, '/stock', 3), goesOn(3));

    await step('many', 'Bob looks at six more products', async () => {
      for (let product = 2; product <= 7; product++) await bob(`/prices/${product}`);
    });
    lab.check('room-kept', `${counted(kept(), 'address', 'addresses')} kept`, beginsAtMost(ROOM));
  },
});
