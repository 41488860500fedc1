import { describe, expect, it } from 'vitest';
import { type Change, forward, type Job, openJobs } from './jobs.ts';

const running: Job = { id: '1', owner: 'ada', state: 'running', percent: 50, version: 3 };
const failed: Change = { state: 'failed', error: { status: 500 } };

describe('a job', () => {
  it('goes forward, and its version with it', () => {
    expect(forward(running, { state: 'running', percent: 75 })).toMatchObject({
      percent: 75,
      version: 4,
    });
    expect(forward(running, failed)).toMatchObject({ state: 'failed', percent: 50, version: 4 });
  });

  it('stays as it is if nothing is new, so that nobody who waits is woken', () => {
    expect(forward(running, { state: 'running', percent: 50 })).toBe(running);
    expect(forward(running, { state: 'running', percent: 25 })).toBe(running);
  });

  it.each(['completed', 'failed', 'cancelled'] as const)('ends as %s', (state) => {
    const ended: Job = { ...running, state };
    for (const change of [failed, { state: 'cancelled' }, { state: 'running', percent: 99 }]) {
      expect(forward(ended, change as Change)).toBe(ended);
    }
  });
});

describe('jobs in memory', () => {
  it('make room for others when they have ended, and for none before', () => {
    const jobs = openJobs({ keep: 2 });
    jobs.create('ada');
    jobs.create('ada');
    expect(jobs.create('ada')).toBeUndefined();
    jobs.change('2', { state: 'cancelled' });
    expect(jobs.create('ada')?.id).toBe('3');
    expect([jobs.get('1')?.id, jobs.get('2')]).toEqual(['1', undefined]);
  });

  it('wake whoever waits, once something has changed or the signal aborts', async () => {
    const jobs = openJobs();
    jobs.create('ada');
    const gone = new AbortController();
    const waits = [
      jobs.changed('1', new AbortController().signal),
      jobs.changed('1', gone.signal),
      jobs.changed('1', AbortSignal.abort()),
    ];
    gone.abort();
    await Promise.all(waits.slice(1));
    jobs.change('1', { state: 'running', percent: 0 });
    await waits[0];
  });
});
