import { manualClock } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { type Follow, follow, NoSuchJob, QuestionRefused, watch } from './job-client.ts';

const URL_OF_JOB = 'http://api.test/jobs/1';
const running = () => Response.json({ state: 'running' }, { headers: { etag: '"1"' } });
const failed = () => Response.json({ state: 'failed', error: 'no such month' });
const made = () => new Response(null, { status: 303, headers: { location: '/reports/1' } });
const refused = (status: number, retryAfter?: string) =>
  new Response(null, {
    status,
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  });

/** A server with these answers, in order, and a client that follows a job; each wait in milliseconds. */
async function asking(by: Follow, ...answers: Response[]) {
  const waits: number[] = [];
  const known: (string | null)[] = [];
  const clock = {
    ...manualClock(),
    sleep: async (ms: number) => void waits.push(ms),
  };
  const fetch = async (...given: Parameters<typeof globalThis.fetch>) => {
    known.push(new Request(...given).headers.get('if-none-match'));
    const answer = answers.shift();
    if (answer === undefined) throw new Error('asked too often');
    return answer;
  };
  const outcome = await by(URL_OF_JOB, { fetch, clock });
  return { outcome, waits, known };
}

describe.each([
  ['follow', follow],
  ['watch', watch],
])('a client that waits for a job, %s', (_, by) => {
  it('waits as long as a 429 asks for, and asks again', async () => {
    const { outcome, waits } = await asking(by, refused(429, '7'), failed());
    expect(outcome).toEqual({ state: 'failed', error: 'no such month' });
    expect(waits).toEqual([7000]);
  });

  it.each([408, 425, 500, 502, 503])('asks again after %i', async (status) => {
    const { outcome, waits } = await asking(by, refused(status), failed());
    expect([outcome.state, waits]).toEqual(['failed', [5000]]);
  });

  it.each([401, 403, 404, 410])('knows of no such job after %i', async (status) => {
    await expect(asking(by, refused(status))).rejects.toThrow(NoSuchJob);
  });

  it.each([400, 405, 406, 422])('does not take %i for news of the job', async (status) => {
    await expect(asking(by, refused(status))).rejects.toThrow(QuestionRefused);
  });

  it('asks for a result again that could not be given', async () => {
    const report = new Response('42 pens');
    const { outcome } = await asking(by, made(), refused(503), made(), report);
    expect(outcome).toEqual({ state: 'completed', result: '42 pens' });
    await expect(asking(by, made(), refused(404))).rejects.toThrow(NoSuchJob);
  });
});

it('a client that is told to slow down still knows what it knew', async () => {
  const { known } = await asking(watch, running(), refused(429, '1'), failed());
  expect(known).toEqual([null, '"1"', '"1"']);
});
