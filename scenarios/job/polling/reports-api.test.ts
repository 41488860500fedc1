import { LabClock, LiveClock } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { watch } from './job-client.ts';
import { openJobs } from './jobs.ts';
import { salesReport } from './report.ts';
import { reportsApi } from './reports-api.ts';
import { runner } from './runner.ts';

/** An API whose reports take 4 s, and a way to let lab time go on while something is asked of it. */
function opened({ keep = 10, mostHeld = 100 } = {}) {
  const clock = new LabClock({
    settled: () => new Promise((resolve) => setImmediate(resolve)),
    onJump: () => {},
    onStandstill: () => false,
  });
  const jobs = openJobs({ keep });
  const api = reportsApi({
    tokens: new Map([['ada', 'ada']]),
    jobs,
    runner: runner({ jobs, clock, deadlineMs: 20_000, report: () => {} }),
    reportOf: salesReport({ clock, secondsOf: () => 4 }),
    clock,
    retryAfter: 2,
    holdAtMost: 8,
    mostHeld,
  });
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: 'Bearer ada', ...init.headers };
    return api.fetch(new Request(`http://api.test${path}`, { ...init, headers }));
  };
  const order = (body = '{"period":"2026-02"}', headers = {}) =>
    ask('/reports', { method: 'POST', body, headers });
  return { api, clock, jobs, ask, order, during: <T>(work: Promise<T>) => clock.runUntil(work) };
}

describe('the reports API', () => {
  it('holds a question no longer than it may, whatever is preferred', async () => {
    const { clock, ask, order, during } = opened();
    await order();
    await during(clock.sleep(10));
    const held = ask('/jobs/1', { headers: { prefer: 'wait=999999999', 'if-none-match': '"2"' } });
    expect((await during(held)).headers.get('etag')).toBe('"3"');
    expect(clock.now()).toBe(1000);
    await during(clock.sleep(100));
    await order('{"period":"2026"}');
    const again = ask('/jobs/2', { headers: { prefer: 'wait=9', 'if-none-match': '"1"' } });
    expect((await during(again)).status).toBe(200);
  });

  it('answers 304 if nothing has happened in time', async () => {
    const { clock, ask, jobs, during } = opened();
    jobs.create('ada');
    const headers = { prefer: 'wait=3', 'if-none-match': '"1"' };
    expect((await during(ask('/jobs/1', { headers }))).status).toBe(304);
    expect(clock.now()).toBe(3000);
  });

  it.each(['"1"', 'W/"1"', '"0", "1"', '*'])('takes %s for what is known', async (known) => {
    const { ask, jobs } = opened();
    const job = jobs.create('ada');
    const headers = { 'if-none-match': known };
    expect((await ask('/jobs/1', { headers })).status).toBe(304);
    jobs.change(job?.id ?? '', { state: 'cancelled' });
    expect((await ask('/jobs/1', { headers })).status).toBe(known === '*' ? 304 : 200);
    expect((await ask('/jobs/1', { headers: { 'if-none-match': '"2"' } })).status).toBe(304);
  });

  it('says when to come back if there is no room to be held', async () => {
    const { ask, jobs } = opened({ mostHeld: 0 });
    jobs.create('ada');
    const headers = { prefer: 'wait=8', 'if-none-match': '"1"' };
    const answer = await ask('/jobs/1', { headers });
    expect(answer.status).toBe(304);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(answer.headers.has('preference-applied')).toBe(false);
  });

  it('lets go of a held question when its client has gone', async () => {
    const { ask, jobs } = opened();
    jobs.create('ada');
    const gone = new AbortController();
    const headers = { prefer: 'wait=8', 'if-none-match': '"1"' };
    const held = ask('/jobs/1', { headers, signal: gone.signal });
    await new Promise((resolve) => setImmediate(resolve));
    gone.abort();
    expect((await held).status).toBe(304);
  });

  it('refuses to cancel what has ended, and orders that it has no room for', async () => {
    const { clock, ask, order, during } = opened({ keep: 1 });
    await order();
    expect((await order()).status).toBe(503);
    await during(clock.sleep(5000));
    expect((await ask('/jobs/1', { method: 'DELETE' })).status).toBe(409);
    expect((await ask('/reports/1')).status).toBe(200);
    expect((await order()).status).toBe(202);
    expect((await ask('/jobs/1')).status).toBe(404);
  });

  it.each([
    ['', 400],
    ['{"period":2026}', 400],
    ['{"period":"2026-02-14-01"}', 400],
    ['{"period":"../2026"}', 400],
    [`{"period":"${'9'.repeat(2000)}"}`, 413],
  ])('answers the order %.30s with %i, and makes no job of it', async (body, status) => {
    const { order, ask } = opened();
    expect((await order(body)).status).toBe(status);
    expect((await ask('/jobs/1')).status).toBe(404);
  });

  it('takes whatever is sent for what it is', { timeout: 20_000 }, async () => {
    const clock = new LiveClock();
    const jobs = openJobs();
    const api = reportsApi({
      tokens: new Map([['ada', 'ada']]),
      jobs,
      runner: runner({ jobs, clock, deadlineMs: 1000, report: () => {} }),
      reportOf: () => async () => 'a report',
      clock,
      retryAfter: 1,
      holdAtMost: 0.01,
    });
    const paths = ['/reports', '/jobs/1', '/reports/1', '/jobs/%ff', '/jobs/__proto__', '/jobs/'];
    const given = { authorization: 'Bearer ada' };
    const fields = ['prefer', 'if-none-match'];
    expect(await serverErrors(api, { paths, given, fields })).toEqual([]);
    expect(await serverErrors(api, { paths: ['/jobs/1'], fields: ['authorization'] })).toEqual([]);
  });
});

it('a client that watches does not ask without end if nothing is held', async () => {
  const { clock, during } = opened();
  const state = (name: string) => Response.json({ state: name }, { headers: { etag: '"1"' } });
  let asked = 0;
  const answers = async () => state(++asked < 4 ? 'running' : 'cancelled');
  const outcome = watch('http://api.test/jobs/1', { clock, fetch: answers });
  expect(await during(outcome)).toEqual({ state: 'cancelled' });
  expect([asked, clock.now()]).toEqual([4, 15_000]);
});
