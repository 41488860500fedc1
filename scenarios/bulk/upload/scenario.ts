import { correct, defineScenario, integer, must, naive, should } from 'apilab';
import { beginsAtMost } from 'apilab/parts/checks/limits';
import { handling, held, mostHeld, nameSaved, outcome, placeOf } from './checks.ts';
import { toBeSaved } from './files-api.ts';
import { asTheyCome } from './naive/as-they-come.ts';
import { clientName } from './naive/client-name.ts';
import { declaredType, toBeShown } from './naive/declared-type.ts';
import { inMemory } from './naive/in-memory.ts';
import { pastedName } from './naive/pasted-name.ts';
import { disguisedPage, openFiles, photo, scan } from './setting.ts';

const WAYS = {
  streamed: {},
  'in-memory': { reading: inMemory },
  'client-name': { pathOf: clientName },
  'declared-type': { typeOf: declaredType, present: toBeShown },
  'pasted-name': { present: toBeSaved(pastedName) },
  'as-they-come': { takeAll: asTheyCome },
};

/** Files that strangers send: neither their length, nor their name, nor their type is to be believed. */
export default defineScenario({
  title: 'Take files from strangers, as they come',
  claim: 'A file is stored as it comes; its sender chooses neither place nor type.',
  standard: 'rfc7578 §4.2',
  covers: [
    'file-multipart-upload',
    'file-streaming-upload',
    'file-content-disposition',
    'file-type-sniffing',
    'sec-path-traversal-upload',
  ],
  focus: ['content-disposition', 'content-type', 'x-content-type-options'],
  params: {
    megabytes: integer({ default: 1, min: 1, max: 100, about: 'how large the large file is' }),
  },
  variants: {
    streamed: correct('Read piece by piece; name, place and type are the server’s own.'),
    'in-memory': naive('The form is read as a whole before its files are stored.', ['memory-flat']),
    'client-name': naive('A file lies under the name that its sender gave it.', ['stays-inside']),
    'declared-type': naive('A file is what its sender says, and so it is shown.', [
      'type-verified',
      'saved-not-shown',
    ]),
    'pasted-name': naive('The name is pasted into Content-Disposition.', ['name-kept']),
    'as-they-come': naive('Each file of a form is listed once it has come.', ['all-or-none']),
  },
  checks: {
    'as-sent': must('store each part as it was sent', 'lab'),
    'memory-flat': must('hold a piece of a file, and never all of it', 'lab'),
    'stays-inside': should('not use a path that stands in a file name', 'rfc7578 §4.2'),
    'type-verified': must('take a file for what its bytes are', 'lab'),
    'name-kept': must('give a file back under its name', 'lab'),
    'saved-not-shown': must('have files saved, and never shown', 'lab'),
    'all-or-none': must('store nothing of a form that breaks off', 'lab'),
  },

  async play(lab) {
    const { step } = lab;
    const size = lab.params.megabytes * 1_000_000;
    const api = await openFiles(lab, WAYS[lab.variant], size);

    const two = [photo('Café "Mai".png'), scan('bill.pdf')];
    const form = await step('form', 'Ada sends two files in a form', () => api.send('ada', two));
    lab.check('as-sent', api.asSent(two), '2 of 2 are the same');

    const large = await step('large', 'A large one, by a form and by PUT', async () => {
      const sent = await api.send('ada', [photo('film.png', size)]);
      const byForm = api.meter.samples();
      await api.put('ada', sent.headers.get('location') ?? '', photo('film.png', size));
      return { byForm, byPut: api.meter.samples() };
    });
    const { byForm, byPut } = large.result;
    lab.figure('most held at once', mostHeld(byForm, byPut), 'kB');
    lab.check('memory-flat', held(byForm, byPut), beginsAtMost(200, 'kB held'));

    await step('path', 'Eve calls a file ../app/index.html', () =>
      api.send('eve', [photo('../app/index.html')]),
    );
    lab.check('stays-inside', api.outside(), 'the page, as it was');

    const disguise = await step('disguise', 'Eve sends a page as cat.png, for Bob', async () => {
      const sent = await api.send('eve', [disguisedPage('cat.png')]);
      if (sent.ok) await api.get('bob', sent.headers.get('location') ?? '');
      return api.added();
    });
    lab.check('type-verified', outcome(disguise), '415 · 0 files stored');

    const download = await step('download', 'Bob gets the first file', () =>
      api.get('bob', placeOf(form.answers[0])),
    );
    const [got] = download.answers;
    lab.check('name-kept', nameSaved(got), 'Café "Mai".png');
    lab.check('saved-not-shown', handling(got), 'attachment, nosniff, image/png');

    const cut = await step('cut', 'Of two files in a form, the second breaks off', async () => {
      await api.send('ada', [photo('a.png'), photo('b.png')], { cut: 100 });
      return api.added();
    });
    lab.check('all-or-none', outcome(cut), '400 · 0 files stored');
  },
});
