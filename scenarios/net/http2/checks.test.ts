import type { Wire } from 'apilab';
import { expect, test } from 'vitest';
import { beyondWindows, tableBytes } from './checks.ts';

/** A wire that only these frames have crossed. */
const wireOf = (...frames: readonly object[]): Wire =>
  ({ http2Frames: () => frames }) as unknown as Wire;

test('a sender that goes on behind a window is seen', () => {
  const kept = { windows: { connection: 900, stream: 0 } };
  expect(beyondWindows(wireOf(kept, {}))).toBe('0 bytes beyond');
  expect(beyondWindows(wireOf(kept, { windows: { connection: 100, stream: -300 } }))).toBe(
    '300 bytes beyond',
  );
  expect(beyondWindows(wireOf({ windows: { connection: -7 } }))).toBe('7 bytes beyond');
});

test('a table is what one connection has put into it', () => {
  const request = { client: 'ada', connection: 1, section: 'request' };
  const field = (representation: string) => ({ name: 'accept', value: 'a', representation });
  const wire = wireOf(
    { ...request, fields: [field('incremental'), field('indexed'), field('never-indexed')] },
    { ...request, connection: 2, fields: [field('incremental')] },
    { ...request, client: 'old', fields: [field('incremental')] },
    { ...request, section: 'response', fields: [field('incremental')] },
  );
  expect(tableBytes(wire, 'ada')).toBe('39 bytes');
});
