import { correct, defineScenario, integer, must, naive, should } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import { type OpenProducts, productApi } from '../parts/product-api.ts';
import { answersOf, mostThroughForOneTag, noneSilent, unexplained } from './checks.ts';
import { checkFirst } from './naive/check-first.ts';
import { lastWriteWins } from './naive/last-write-wins.ts';
import { CABLE, KEYBOARD, raised, renamed, shopAndEditors } from './setting.ts';

/** The API of each variant. */
const APIS = {
  conditional: productApi,
  'last-write-wins': (options) => productApi({ ...options, conditions: lastWriteWins }),
  'check-first': checkFirst,
} satisfies Readonly<Record<string, OpenProducts>>;

/** What to look for as Grace saves. */
const HER_SAVE = {
  conditional: 'The look at the version and the write are one transaction.',
  'last-write-wins': 'Her product still has the old price, and nobody asks what she has seen.',
  'check-first': 'Nobody else writes at this moment, so a look beforehand is enough.',
} as const;

/** Many people edit one product, and the work of all is kept. */
export default defineScenario({
  title: 'Edit together with ETag and If-Match',
  claim: 'When many edit one thing, nobody overwrites what they have not seen.',
  standard: ['rfc9110 §13.1.1', 'rfc6585 §3'],
  covers: ['cache-lost-update-if-match', 'cache-428-precondition-required'],
  focus: ['etag', 'if-match'],
  params: {
    editors: integer({ default: 4, min: 2, max: 20, about: 'how many edit at the same time' }),
  },
  variants: {
    conditional: correct('A write says which version it is meant for, and the server insists.'),
    'last-write-wins': naive('The server does not look at If-Match: the last write counts.', [
      'stale-write-refused',
      'both-edits-kept',
      'blind-writes-refused',
      'not-overwritten-blindly',
      'one-write-a-version',
      'no-edit-lost',
    ]),
    'check-first': naive('The conditions are looked at in front of the API, before its work.', [
      'one-write-a-version',
      'no-edit-lost',
    ]),
  },
  checks: {
    'stale-write-refused': must('not perform a write whose If-Match is false', 'rfc9110 §13.1.1'),
    'both-edits-kept': must('keep the edits of both', 'lab'),
    'blind-writes-refused': must('refuse unconditional writes', 'lab'),
    'not-overwritten-blindly': must('keep what a blind write would overwrite', 'lab'),
    'refusal-explained': should('explain in a 428 how to send it right', 'rfc6585 §3'),
    'one-write-a-version': must('let one of all the writes for a version through', 'lab'),
    'no-edit-lost': must('not lose an edit, whoever comes in between', 'lab'),
  },

  async play(lab) {
    const { step, params, wire } = lab;
    const { rows, editor, stored, priceOf, write, raiseTogether } = await shopAndEditors(
      lab,
      APIS[lab.variant],
    );
    const ada = editor('ada');
    const grace = editor('grace');

    const read = await step('read-together', 'Ada and Grace read the same version', async () => ({
      adas: await ada.read(),
      graces: await grace.read(),
    }));
    const { adas, graces } = read.result;

    await step('ada-saves', 'Ada raises its price', () => ada.save(adas, raised));

    const late = await step(
      'grace-saves',
      'Grace, who has not seen that, renames it',
      () => {
        lab.note(HER_SAVE[lab.variant]);
        return grace.save(graces, renamed);
      },
      { shows: [rows] },
    );
    lab.check(
      'stale-write-refused',
      `answered with ${late.answers[0]?.status}`,
      'answered with 412',
    );
    lab.check('both-edits-kept', stored(1), 'Quiet keyboard at 9000');

    const blind = await step('blind-writes', 'Write without a condition', async () => {
      await write('PUT', KEYBOARD, { name: 'Mine', cents: 1 });
      await write('PATCH', KEYBOARD, { cents: 2 });
      await write('DELETE', CABLE);
    });
    lab.check('blind-writes-refused', answersOf(blind), 'PUT 428 · PATCH 428 · DELETE 428');
    lab.check('refusal-explained', unexplained(blind), noneSilent);
    const kept = listed(stored(1), stored(4));
    lab.check('not-overwritten-blindly', kept, 'Quiet keyboard at 9000 · Cable at 900');

    const before = priceOf(1);
    await step('many-save', `${params.editors} editors raise its price at the same time`, () =>
      raiseTogether(params.editors),
    );
    const raises = (priceOf(1) - before) / 100;
    lab.check('one-write-a-version', counted(mostThroughForOneTag(wire), 'write'), '1 write');
    lab.check('no-edit-lost', counted(raises, 'raise'), counted(params.editors, 'raise'));
    lab.figure('lost', params.editors - raises, 'edits');
  },
});
