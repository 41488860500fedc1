import type { CrossedWire, Expectation } from 'apilab';
import { counted } from 'apilab/parts/checks/words';
import type { Books } from './setting.ts';

/** What the mail was asked in a step, by whoever. */
export const mailRequests = ({ requests }: Pick<CrossedWire, 'requests'>) =>
  requests.filter(({ server }) => server === 'mail');

/** How often the mail was asked: `1 request`. */
export const asked = (step: Pick<CrossedWire, 'requests'>): string =>
  counted(mailRequests(step).length, 'request');

/** How many mails went out since then: `1 mail`. */
export const mailsSince = (before: Books, now: Books): string =>
  counted(now.mails - before.mails, 'mail');

/** How many points were given since then: `10 points`. */
export const pointsSince = (before: Books, now: Books): string =>
  counted(now.points - before.points, 'point');

/** Who was refused to end a job: `old worker refused`, `nobody refused`. */
export const refusedOf = (workers: readonly string[]): string =>
  workers.length === 0 ? 'nobody refused' : `${workers.join(', ')} worker refused`;

/** The points are given once, and by the worker that has taken the job over, if one has. */
export const tenByTheNew: Expectation = {
  text: '10 points · new worker not refused',
  holds: (actual) => /^10 points · (nobody|old worker) refused$/.test(String(actual)),
};
