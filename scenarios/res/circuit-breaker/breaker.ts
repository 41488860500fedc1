import type { Clock } from 'apilab';

/** What a breaker does with a call: `closed` lets it through, `open` refuses it, `half-open` tries one. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/** The breaker is open: the call was not made. */
export class CircuitOpen extends Error {
  override readonly name = 'CircuitOpen';
}

/** Lets calls through or refuses them, by how the ones before ended. */
export interface Breaker {
  /** Makes a call, or throws. What the call throws is thrown on. @throws CircuitOpen */
  run<T>(call: () => Promise<T>): Promise<T>;
}

export interface BreakerOptions {
  readonly clock: Clock;
  /** Which errors say that the service is in trouble; all others say that it answers. */
  readonly isTrouble: (error: unknown) => boolean;
  /** After how many failures in a row it opens: 5 by default. */
  readonly opensAfter?: number;
  /** How long it stays open before it tries again, in milliseconds: 10,000 by default. */
  readonly restMs?: number;
  /** Whether one more may try a service that was in trouble, while so many are trying. */
  readonly mayTry?: (trying: number) => boolean;
  /** Told of each change, for a metric. */
  readonly onChange?: (state: BreakerState) => void;
}

interface Phase {
  readonly state: BreakerState;
  /** Failures in a row while it is closed. */
  failures: number;
  /** How many try while it is half-open. */
  trying: number;
  /** When it has been open for long enough, in milliseconds on the clock. */
  readonly untilMs: number;
}

/** One tries, and all others wait for what they find: what is just getting up is not run over. */
export const oneTries = (trying: number): boolean => trying === 0;

/**
 * A circuit breaker: after some failures in a row it spares a service that is in trouble, and its
 * callers the wait. Then one call tries whether it is well again. The call needs a time limit of its
 * own: a trial that never ended would keep the breaker half-open for ever.
 */
export function circuitBreaker({
  clock,
  isTrouble,
  opensAfter = 5,
  restMs = 10_000,
  mayTry = oneTries,
  onChange = () => {},
}: BreakerOptions): Breaker {
  let phase: Phase = { state: 'closed', failures: 0, trying: 0, untilMs: 0 };

  const change = (state: BreakerState, untilMs = 0) => {
    phase = { state, failures: 0, trying: 0, untilMs };
    onChange(state);
  };

  /** How a call ended counts only in the phase in which it began. */
  function ended(began: Phase, wasTrouble: boolean): void {
    if (began !== phase) return;
    if (!wasTrouble) {
      if (phase.state === 'half-open') change('closed');
      else phase.failures = 0;
    } else if (phase.state === 'half-open' || ++phase.failures >= opensAfter) {
      change('open', clock.now() + restMs);
    }
  }

  return {
    async run(call) {
      if (phase.state === 'open' && clock.now() >= phase.untilMs) change('half-open');
      const began = phase;
      if (began.state === 'open') throw new CircuitOpen('the service is spared');
      if (began.state === 'half-open') {
        if (!mayTry(began.trying)) throw new CircuitOpen('somebody else is trying');
        began.trying += 1;
      }
      try {
        const result = await call();
        ended(began, false);
        return result;
      } catch (error) {
        ended(began, isTrouble(error));
        throw error;
      }
    },
  };
}
