import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/wire/limits.ts';
import { sseReader } from '../../../src/wire/sse/reader.ts';
import { bytesOf, leavesOf, problemsOf, readStream } from './streams.ts';

describe('a block beyond the cap', () => {
  const long = 'x'.repeat(limits.event);

  it('keeps the beginning of its data', () => {
    const [block] = readStream(`data: ${long}\n\n`);
    expect(block).toMatchObject({ outcome: 'event', data: 'x'.repeat(limits.event - 6) });
  });

  it('shows the rest as one node that says why', () => {
    const [block] = readStream(`data: ${long}\n\n`);
    expect(block?.nodes.slice(1)).toMatchObject([
      { kind: 'sse.unread', start: limits.event, end: limits.event + 7 },
      { kind: 'sse.blank-line' },
    ]);
    expect(problemsOf(block === undefined ? [] : [block])).toEqual(['sse-block-too-long']);
  });

  it('is not beyond it with exactly as many bytes as allowed', () => {
    expect(problemsOf(readStream(`data: ${long.slice(8)}\n\n`))).toEqual([]);
  });

  it('still gives id, event and retry that stand behind the cap', () => {
    const [block] = readStream(`data: ${long}\nid: 9\nevent: big\nretry: 50\n\n`);
    expect(block).toMatchObject({ id: '9', lastEventId: '9', event: 'big', retryMs: 50 });
  });

  it('is an event where its only data stands behind the cap', () => {
    expect(readStream(`:${long}\ndata: late\n\n`)[0]).toMatchObject({ outcome: 'event', data: '' });
  });

  it('does not cut a character in two', () => {
    const [block] = readStream(`data: ${'€'.repeat(limits.event / 3)}\n\n`);
    expect(block?.data).not.toContain('\uFFFD');
  });

  it('is followed by blocks that are read as ever', () => {
    expect(readStream(`data: ${long}\n\ndata: 2\n\n`)[1]).toMatchObject({ data: '2' });
  });

  it('is also one with too many lines', () => {
    const [block] = readStream(`${'data\n'.repeat(limits.eventLines + 5)}\n`);
    expect(block?.nodes.at(-2)).toMatchObject({
      kind: 'sse.unread',
      start: 5 * limits.eventLines,
      end: 5 * limits.eventLines + 25,
    });
  });

  it('tiles like any other', () => {
    const [block] = readStream(`id: 1\ndata: ${long}\r\nid: 2\r\n\r`);
    let at = 0;
    for (const leaf of leavesOf(block?.nodes ?? [])) {
      expect(leaf.start).toBe(at);
      at = leaf.end;
    }
    expect(at).toBe(block?.end);
  });
});

it('keeps memory bounded on a line that never ends', () => {
  const reader = sseReader();
  const slice = bytesOf('x'.repeat(1024 * 1024));
  reader.push(bytesOf('data: '));
  const before = process.memoryUsage().arrayBuffers;
  for (let i = 0; i < 256; i++) reader.push(slice);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * limits.event);
  const [block] = reader.end();
  expect(block).toMatchObject({ outcome: 'unfinished', end: 6 + 256 * 1024 * 1024 });
});
