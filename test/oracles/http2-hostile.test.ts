import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dissectConnection } from '../../src/wire/index.ts';
import type { Turn } from '../wire/http1/conversation.ts';
import { dissect, gaps } from '../wire/http1/conversation.ts';
import { corpus } from './corpora.ts';

const folder = corpus('http2-hostile');

describe.skipIf(folder === undefined)('bytes that a fuzzer made of HTTP/2', () => {
  const files =
    folder === undefined ? [] : readdirSync(folder).filter((file) => file !== 'LICENSE');

  it('are 69 files', () => {
    expect(files.length).toBe(69);
  });

  it.each(files)('%s', (file) => {
    const bytes = readFileSync(join(folder ?? '', file));
    const turns: Turn[] = [['client', bytes]];
    const whole = dissect(turns);
    expect(gaps(whole, turns)).toEqual([]);
    expect(dissect(turns, [1])).toEqual(whole);
    expect(dissect(turns, [7, 100, 3])).toEqual(whole);
    const mirrored: Turn[] = [
      ['client', bytes],
      ['server', bytes.subarray(24)],
    ];
    expect(gaps(dissect(mirrored, [64], dissectConnection()), mirrored)).toEqual([]);
  });
});
