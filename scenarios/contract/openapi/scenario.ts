import { correct, defineScenario, integer, must, naive } from 'apilab';
import { counted } from 'apilab/parts/checks/words';
import { allOf, besides, failures, pointed, refused, statuses } from './checks.ts';
import { DOCUMENT } from './document.ts';
import { byHand } from './naive/by-hand.ts';
import { draft07 } from './naive/draft-07.ts';
import { DRIFTED } from './naive/drifted.ts';
import { noFormats } from './naive/no-formats.ts';
import { unchecked } from './naive/unchecked.ts';
import { vague } from './naive/vague.ts';
import { ADAS, INVALID, type Keeping, openBookings, WRONG_FORMATS } from './setting.ts';

const KEEPINGS = {
  'one-source': {},
  drifted: { document: DRIFTED },
  unchecked: { schemas: unchecked },
  'draft-07': { schemas: draft07 },
  'no-formats': { schemas: noFormats },
  vague: { schemas: vague },
  'by-hand': { openStandIn: byHand },
} satisfies Readonly<Record<string, Keeping>>;

/** A description that is true: requests are held against it, and so is every answer. */
export default defineScenario({
  title: 'Hold an API to its description',
  claim: 'What is described is there, and nothing else is.',
  standard: ['openapi §Responses Object', 'json-schema-validation §7.2.1'],
  covers: [
    'contract-openapi-live',
    'contract-json-schema',
    'contract-error-cases-suite',
    'contract-mock-server',
    'contract-fuzz-schema',
    'contract-openapi-streaming',
  ],
  params: {
    delayMs: integer({ default: 200, min: 0, max: 10_000, about: 'ms that the stand-in takes' }),
    failsEvery: integer({ default: 3, min: 2, max: 6, about: 'each so many fails there' }),
  },
  variants: {
    'one-source': correct('One description: served, validated by, and held against the wire.'),
    drifted: naive('A file beside the code, that was right once.', ['as-described']),
    unchecked: naive('The description is for people; types say what comes in.', [
      'errors-told',
      'invalid-refused',
      'pointed',
      'format-asserted',
      'never-fails',
      'as-described',
    ]),
    'draft-07': naive('A validator that does not know newer words.', [
      'invalid-refused',
      'pointed',
    ]),
    'no-formats': naive('A validator that takes format for a remark.', [
      'format-asserted',
      'as-described',
    ]),
    vague: naive('What is refused is told to be invalid.', ['pointed']),
    'by-hand': naive('A stand-in that was written by hand.', ['stand-in-fits']),
  },
  checks: {
    'errors-told': must('give each mistake its status', 'lab'),
    'invalid-refused': must('refuse what breaks a rule of the schema', 'lab'),
    pointed: must('point to what is wrong', 'lab'),
    'format-asserted': must('refuse a date that is none', 'lab'),
    'never-fails': must('not fail because of what is sent', 'lab'),
    'as-described': must('be as its description says, all the time', 'lab'),
    'stand-in-fits': must('stand in as the description says', 'lab'),
  },

  async play(lab) {
    const { step, wire, params } = lab;
    const api = await openBookings(lab, KEEPINGS[lab.variant], params);

    const read = await step('read', 'Read the description', api.describe);
    await step('use', 'Book a room, and read it', async () => {
      await api.book(ADAS);
      await api.send('GET', '/bookings/1');
      await api.send('GET', '/bookings');
    });

    const errors = await step(
      'errors',
      'Make each mistake that is described, and one more',
      async () => {
        await api.send('GET', '/bookings/1', undefined, '');
        await api.send('GET', '/bookings/999');
        await api.send('POST', '/bookings', '{"name":');
        await api.send('POST', '/bookings', '{}');
        await api.send('DELETE', '/bookings/1');
      },
    );
    lab.check('errors-told', statuses(errors), '401 · 404 · 400 · 422 · 405');

    const invalid = await step(
      'invalid',
      `Send ${INVALID.length} contents, each of which breaks a rule`,
      async () => {
        for (const { value } of INVALID) await api.book(value);
      },
    );
    lab.check('invalid-refused', refused(invalid), allOf);
    lab.check('pointed', pointed(invalid, INVALID), allOf, invalid.answers.slice(0, 1));

    const formats = await step('formats', 'Book the 30th of February, and worse', async () => {
      for (const booking of WRONG_FORMATS) await api.book(booking);
    });
    lab.check('format-asserted', refused(formats), allOf, formats.answers.slice(0, 1));

    const seen = wire.exchanges('api');
    lab.check('never-fails', counted(failures(seen), 'failure'), '0 failures');
    lab.check('as-described', besides(seen, read.result), allOf);

    const stoodIn = await step('stand-in', 'Use what stands in for it', async () => {
      for (let n = 0; n < 2; n++) {
        await api.sendToStandIn('POST', '/bookings', JSON.stringify(ADAS));
        await api.sendToStandIn('GET', '/bookings/1');
        await api.sendToStandIn('GET', '/bookings');
      }
    });
    lab.check('stand-in-fits', besides(stoodIn.exchanges, DOCUMENT), allOf);
    lab.figure('failed in the API', failures(seen), 'requests');
    lab.figure('failed in the stand-in', failures(stoodIn.exchanges), 'requests');
  },
});
