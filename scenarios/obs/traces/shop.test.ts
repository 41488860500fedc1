import { openDatabase } from 'apilab/parts/shop/database';
import { LiveClock, seededIds, seededRandom } from 'apilab/testing';
import { expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { byTraceparent, forOthers } from './carrying.ts';
import { durations } from './durations.ts';
import { createJobs, queueJob, takeJob } from './jobs.ts';
import { tracedShop } from './serve.ts';
import { rowsOf, treesOf } from './tree.ts';

it('takes whatever is sent for what it is', { timeout: 30_000 }, async () => {
  const closing: { close(): unknown }[] = [];
  const random = seededRandom(1);
  const shop = tracedShop({
    clock: new LiveClock(),
    random,
    ids: seededIds(random),
    statements: () => () => {},
    use: (resource) => {
      closing.push(resource);
      return resource;
    },
  });
  const options = {
    paths: ['/orders', '/stock/keyboard', '/stock/%ff', '/traces/x', '/logs?trace_id=', '/metrics'],
    fields: ['traceparent', 'tracestate', 'baggage', 'authorization'],
    given: { authorization: 'Bearer ada' },
  };
  expect(await serverErrors(shop, options)).toEqual([]);
  for (const each of closing.reverse()) each.close();
});

it('a job comes back with the fields that it took along, the oldest first', () => {
  const db = openDatabase();
  createJobs(db);
  queueJob(db, { order: 1, fields: { traceparent: 'a' } });
  queueJob(db, { order: 2, fields: {} });
  expect([takeJob(db), takeJob(db), takeJob(db)]).toEqual([
    { order: 1, fields: { traceparent: 'a' } },
    { order: 2, fields: {} },
    undefined,
  ]);
});

it('baggage is passed on up to 8192 bytes, and never to others', () => {
  const context = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), isSampled: true, state: [] };
  const fields = (length: number) =>
    byTraceparent.handedOn(context, new Headers({ baggage: 'k='.padEnd(length, 'v') }));
  expect(fields(8192)).toHaveProperty('baggage');
  expect(fields(8193)).not.toHaveProperty('baggage');
  expect(Object.keys(forOthers(fields(100)))).toEqual(['traceparent']);
});

it('buckets are cumulative, the last one is all, and an exemplar fits its bucket', () => {
  const measured = durations('d_seconds');
  const context = (traceId: string, isSampled = true) => ({
    traceId,
    spanId: 'b',
    isSampled,
    state: [],
  });
  measured.count('/a', 200, 0.05, context('fast'));
  measured.count('/a', 200, 0.8, context('slow'));
  measured.count('/a', 200, 9, context('unseen', false));
  const lines = measured.text().split('\n');
  const counts = lines.flatMap((line) => /le="[^"]*"} (\d+)/.exec(line)?.[1] ?? []);
  expect(counts).toEqual(['1', '1', '1', '2', '2', '2', '3']);
  expect(lines.filter((line) => line.includes('#') && line.includes('le='))).toEqual([
    expect.stringMatching(/le="0.1"} 1 # {trace_id="fast"} 0.05$/),
    expect.stringMatching(/le="1.0"} 2 # {trace_id="slow"} 0.8$/),
  ]);
  expect(lines.slice(-4)).toEqual([
    'd_seconds_count{http_route="/a",http_response_status_code="200"} 3',
    'd_seconds_sum{http_route="/a",http_response_status_code="200"} 9.850',
    '# EOF',
    '',
  ]);
});

it('spans without their parents are roots, and equal neighbours share a row', () => {
  const span = (spanId: string, parentId: string, name: string, beganAt: number) => ({
    service: 's',
    traceId: 't',
    name,
    spanId,
    parentId,
    beganAt,
    endedAt: beganAt + 5,
  });
  const spans = [span('2', '1', 'b', 5), span('3', '1', 'b', 10), span('1', 'elsewhere', 'a', 0)];
  expect(rowsOf(treesOf(spans))).toEqual([
    ['s: a', '0 ms', '5 ms'],
    ['  s: 2 × b', '5 ms', '10 ms'],
  ]);
});
