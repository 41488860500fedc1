import { type Dialogue, type Key, Left } from '../../dialogue/index.ts';
import {
  blackHole,
  delayBytes,
  describeFault,
  dropResponse,
  type Fault,
  resetConnection,
  type Tap,
} from '../../tap/index.ts';
import { wrap } from '../../text/wrap.ts';
import type { Stop } from '../ending/signals.ts';

/** By how much `s` slows every byte down, in milliseconds. */
const SLOW_MS = 1000;

/** The faults that a key arms while servers are up. */
const faults: Readonly<Record<string, { readonly does: string; readonly fault: Fault }>> = {
  d: { does: 'drop the next answer', fault: dropResponse() },
  r: { does: 'reset', fault: resetConnection() },
  s: { does: 'slow, 1 s', fault: delayBytes({ delayMs: SLOW_MS, times: 'always' }) },
  b: { does: 'black hole', fault: blackHole() },
};

/** The keys of a session. */
export interface FaultKeys {
  /** A fault fired: what is armed may have changed. */
  onFired(): void;
}

/**
 * Lets who sits before the terminal arm faults by keys, until the session is over. What is armed stands in the
 * line of keys.
 */
export function faultKeys(dialogue: Dialogue, tap: Tap, stop: Stop): FaultKeys {
  let changed = new AbortController();
  const armed = () => tap.injected.filter(({ spent }) => !spent);

  const keys = (): readonly Key[] => {
    const names = armed().map(({ fault }) => fault.kind);
    return [
      ...Object.entries(faults).map(([key, { does }]) => ({ key, does })),
      ...(names.length > 0 ? [{ key: 'o', does: `off (armed: ${names.join(', ')})` }] : []),
      { key: 'q', does: 'quit' },
    ];
  };

  const press = (key: string): void => {
    if (key === 'q') stop.because('quit');
    if (key === 'o') {
      tap.disarm();
      dialogue.say('  off: bytes pass as they come\n');
    }
    const fault = faults[key]?.fault;
    if (fault === undefined) return;
    tap.inject(fault);
    const lines = wrap(`armed: the tap ${describeFault(fault)}`, dialogue.width - 4);
    dialogue.say(lines.map((line) => `  ${line}\n`).join(''));
  };

  const listen = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      changed = new AbortController();
      const key = await dialogue.ask(keys(), changed.signal);
      if (key !== undefined) press(key);
    }
  };
  listen().catch((error: unknown) => {
    if (!stop.signal.aborted) stop.because(error instanceof Left ? 'quit' : asError(error));
  });

  return { onFired: () => changed.abort() };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
