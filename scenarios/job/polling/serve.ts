import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { gateway } from './gateway.ts';
import type { Show } from './job-answer.ts';
import { type Apply, openJobs } from './jobs.ts';
import { salesReport } from './report.ts';
import { type Patience, reportsApi } from './reports-api.ts';
import { runner } from './runner.ts';

/** What a served API may have of its own. */
interface Ports {
  readonly patience?: Patience;
  readonly apply?: Apply;
  readonly show?: Show;
}

const SECONDS = 12;

/** An API that makes reports, behind a gateway. */
export function reports({ clock }: LiveLab, { apply, ...ports }: Ports = {}): ServerRecipe {
  const jobs = openJobs(apply && { apply });
  const api = reportsApi({
    tokens: new Map(['ada', 'grace'].map((name) => [name, name])),
    jobs,
    runner: runner({ jobs, clock, deadlineMs: 40_000 }),
    reportOf: salesReport({
      clock,
      secondsOf: (period) => ({ 4: 4 * SECONDS, 10: 1 })[period.length] ?? SECONDS,
    }),
    clock,
    retryAfter: 3,
    holdAtMost: 8,
    ...ports,
  });
  return gateway(api, clock);
}

const ADA = `-H 'Authorization: Bearer ada'`;

/** Reports that take longer than a request should. */
export default defineServer({
  title: 'Reports that are made as jobs',
  about: 'A month takes 12 s, a day 1 s, a year too long. In 2019 there was nothing to report.',
  standard: ['rfc9110 §15.3.3', 'rfc7240 §4'],
  focus: ['location', 'retry-after', 'prefer', 'preference-applied', 'if-none-match'],

  start: (lab) => reports(lab),

  tryIt: ({ url }) => [
    {
      about: 'ask for the report of a month: it becomes job 1',
      command: `curl -i ${url}/reports ${ADA} --json '{"period":"2026-02"}'`,
    },
    { about: 'how far is it?', command: `curl -i ${url}/jobs/1 ${ADA}` },
    { about: "somebody else's", command: `curl -i ${url}/jobs/1 -H 'Authorization: Bearer grace'` },
    {
      about: 'a day, with two seconds of patience',
      command: `curl -i ${url}/reports ${ADA} -H 'Prefer: respond-async, wait=2' --json '{"period":"2026-02-14"}'`,
    },
    { about: 'cancel', command: `curl -i -X DELETE ${url}/jobs/1 ${ADA}` },
  ],

  page: {
    actions: [
      {
        label: 'Ask for a month, and watch it',
        script: `
          const signed = { authorization: 'Bearer ada' };
          const order = await fetch('/reports', {
            method: 'POST',
            headers: { ...signed, 'content-type': 'application/json', prefer: 'respond-async' },
            body: JSON.stringify({ period: '2026-03' }),
          });
          const { job } = await order.json();
          log(order.status, job);
          for (let known; ; ) {
            const answer = await fetch(job, {
              headers: { ...signed, prefer: 'wait=8', ...(known && { 'if-none-match': known }) },
            });
            if (answer.status === 304) continue;
            if (answer.redirected || !answer.ok) { log(answer.status, await answer.text()); break; }
            known = answer.headers.get('etag');
            const { state, percent } = await answer.json();
            log(state, percent + ' %');
            if (state === 'failed' || state === 'cancelled') break;
          }`,
      },
    ],
  },
});
