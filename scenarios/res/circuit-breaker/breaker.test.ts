import { LiveClock } from 'apilab/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BreakerState, CircuitOpen, circuitBreaker } from './breaker.ts';

class Trouble extends Error {}
class NotFound extends Error {}

/** A breaker at a time that the test sets, and its states. */
function opened(opensAfter = 3, restMs = 100) {
  const time = { now: 0 };
  const states: BreakerState[] = [];
  const breaker = circuitBreaker({
    clock: Object.assign(new LiveClock(), { now: () => time.now }),
    isTrouble: (error) => error instanceof Trouble,
    opensAfter,
    restMs,
    onChange: (state) => void states.push(state),
  });
  /** How a call ends: `open` if it was not made. */
  const call = async (ending: 'good' | 'trouble' | 'not-found'): Promise<string> => {
    try {
      return await breaker.run(async () => {
        if (ending === 'trouble') throw new Trouble();
        if (ending === 'not-found') throw new NotFound();
        return ending;
      });
    } catch (error) {
      if (error instanceof CircuitOpen) return 'open';
      return error instanceof Trouble ? 'trouble' : 'not-found';
    }
  };
  /** A call that ends when the test says so. */
  const callOpen = () => {
    let end = (_: 'good' | 'trouble') => {};
    const ended = breaker
      .run(
        () =>
          new Promise<string>((resolve, reject) => {
            end = (how) => (how === 'good' ? resolve(how) : reject(new Trouble()));
          }),
      )
      .catch((error: unknown) => (error instanceof CircuitOpen ? 'open' : 'trouble'));
    return { ended, end: (how: 'good' | 'trouble') => end(how) };
  };
  return { time, states, call, callOpen };
}

/** The same as a list of rules: what is due for each call, one after the other. */
function model(opensAfter: number, restMs: number) {
  let failures = 0;
  let openUntil: number | undefined;
  return (now: number, ending: 'good' | 'trouble' | 'not-found'): string => {
    if (openUntil !== undefined && now < openUntil) return 'open';
    const isTrial = openUntil !== undefined;
    failures = ending === 'trouble' ? failures + 1 : 0;
    openUntil =
      ending === 'trouble' && (isTrial || failures >= opensAfter) ? now + restMs : undefined;
    if (openUntil !== undefined) failures = 0;
    return ending;
  };
}

describe('a circuit breaker', () => {
  it('does what its model says, however calls end and whenever they come', async () => {
    const steps = fc.array(
      fc.tuple(fc.nat(60), fc.constantFrom('good', 'trouble', 'trouble', 'not-found')),
      { maxLength: 80 },
    );
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 4 }), async (calls, opensAfter) => {
        const { time, call } = opened(opensAfter, 100);
        const due = model(opensAfter, 100);
        for (const [gapMs, ending] of calls) {
          time.now += gapMs;
          expect(await call(ending)).toBe(due(time.now, ending));
        }
      }),
    );
  });

  it('lets one try, and all others wait for what it finds', async () => {
    const { time, states, call, callOpen } = opened(1);
    await call('trouble');
    time.now = 100;
    const trial = callOpen();
    expect(await call('good')).toBe('open');
    expect(await call('good')).toBe('open');
    trial.end('good');
    expect(await trial.ended).toBe('good');
    expect(await call('good')).toBe('good');
    expect(states).toEqual(['open', 'half-open', 'closed']);
  });

  it('does not count what began before it opened', async () => {
    const { time, states, call, callOpen } = opened(1);
    const [slow, slower] = [callOpen(), callOpen()];
    await call('trouble');
    time.now = 100;
    expect(await call('good')).toBe('good');
    slow.end('trouble');
    slower.end('good');
    await Promise.all([slow.ended, slower.ended]);
    expect(states).toEqual(['open', 'half-open', 'closed']);
  });

  it('throws on what the call throws, at once or later', async () => {
    const breaker = circuitBreaker({ clock: new LiveClock(), isTrouble: () => false });
    const wrong = new Error('wrong');
    await expect(breaker.run(() => Promise.reject(wrong))).rejects.toBe(wrong);
    await expect(
      breaker.run(() => {
        throw wrong;
      }),
    ).rejects.toBe(wrong);
  });
});
