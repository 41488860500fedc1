import type { Lab } from 'apilab';
import { gateway } from './gateway.ts';
import type { Show } from './job-answer.ts';
import { type Follow, follow, watch } from './job-client.ts';
import { type Apply, openJobs } from './jobs.ts';
import { salesReport } from './report.ts';
import { type Patience, reportsApi } from './reports-api.ts';
import { runner } from './runner.ts';

/** What the API and its client may have of their own. */
export interface Way {
  readonly patience?: Patience;
  readonly apply?: Apply;
  readonly show?: Show;
  readonly follow?: Follow;
  readonly watch?: Follow;
}

/** An API that makes reports, behind a gateway, and two who ask it. */
export async function openReports(
  lab: Pick<Lab, 'serve' | 'party' | 'clock'>,
  { seconds, retryAfter, way }: { seconds: number; retryAfter: number; way: Way },
) {
  const { clock } = lab;
  const { apply, patience, show } = way;
  const jobs = openJobs(apply && { apply });
  /** A day takes a second, a month as long as was said, a year four times as long. */
  const secondsOf = (period: string) => ({ 4: 4 * seconds, 10: 1 })[period.length] ?? seconds;
  const api = reportsApi({
    tokens: new Map(['ada', 'grace'].map((name) => [name, name])),
    jobs,
    runner: runner({ jobs, clock, deadlineMs: 3.5 * seconds * 1000, report: () => {} }),
    reportOf: salesReport({ clock, secondsOf }),
    clock,
    retryAfter,
    holdAtMost: 8,
    ...(patience && { patience }),
    ...(show && { show }),
  });
  await lab.serve('api', gateway(api, clock), { client: 'ada' });

  const signed =
    (name: string): typeof fetch =>
    (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${name}`);
      return lab.party(name).fetch(input, { ...init, headers });
    };
  const ada = { fetch: signed('ada'), clock };
  const urlOf = (answer: Response) => `http://api${answer.headers.get('location')}`;

  return {
    /** Asks for a report, and gives the answer. */
    async order(period: string, prefer?: string): Promise<Response> {
      const headers = { 'content-type': 'application/json', ...(prefer && { prefer }) };
      const body = JSON.stringify({ period });
      const answer = await ada.fetch('http://api/reports', { method: 'POST', headers, body });
      await answer.arrayBuffer();
      return answer;
    },
    /** Asks about the job that the answer named, if it did, until it has ended. */
    async follow(first: Response) {
      if (first.status === 202) await (way.follow ?? follow)(urlOf(first), { ...ada, first });
    },
    /** The same with requests that are held. */
    watch: (first: Response) => (way.watch ?? watch)(urlOf(first), ada),
    async ask(path: string | null, { who = 'ada', method = 'GET' } = {}) {
      const init = { method, redirect: 'manual' } as const;
      await (await signed(who)(`http://api${path}`, init)).arrayBuffer();
    },
  };
}
