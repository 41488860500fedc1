import { afterEach, describe, expect, it } from 'vitest';
import { endAsLeft } from '../../src/cli/ending/leaving.ts';
import type { Stop } from '../../src/cli/ending/signals.ts';
import { Left } from '../../src/dialogue/index.ts';
import { Interrupted } from '../../src/lab/scenario/lab-error.ts';

function stoppedBy(reason?: unknown): Stop {
  const controller = new AbortController();
  if (reason !== undefined) controller.abort(reason);
  return { signal: controller.signal, because: () => {}, goOnUnread: () => {}, release: () => {} };
}

describe('the end of a conversation', () => {
  const before = process.exitCode;
  afterEach(() => {
    process.exitCode = before;
  });

  it.each([
    [new Left('gone'), undefined, 0],
    [new Left('gone'), 'SIGINT', 130],
    [new Interrupted('SIGTERM'), 'SIGTERM', 143],
  ])('%s, stopped by %s, has exit code %d', (error, reason, code) => {
    endAsLeft(error, stoppedBy(reason));
    expect(process.exitCode).toBe(code);
  });

  it('is what made it end, where that is an error', () => {
    const full = new Error('the disk is full');
    expect(() => endAsLeft(new Left('gone'), stoppedBy(full))).toThrow(full);
  });

  it('is any other error', () => {
    const fault = new TypeError('a fault');
    expect(() => endAsLeft(fault, stoppedBy())).toThrow(fault);
  });
});
