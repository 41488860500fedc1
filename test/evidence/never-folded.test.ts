import { expect, it } from 'vitest';
import { neverFolded } from '../../src/evidence/never-folded.ts';
import { request, response, seen } from '../report/sse-replay.events.ts';

const refusal = (at: number) => seen(at, response({ status: 503, reason: 'Unavailable' }));
const asks = (at: number) => seen(at, request());

it('keeps the first two events that show a sign', () => {
  const keeps = neverFolded([{ has: ['503'] }]);
  expect([asks(0), refusal(1), refusal(2), refusal(3)].map(keeps)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

it('keeps what shows any sign that was not seen twice', () => {
  const keeps = neverFolded([{ has: ['HTTP/1.1'] }, { has: ['503'] }]);
  expect([asks(0), asks(1), asks(2), refusal(3)].map(keeps)).toEqual([true, true, false, true]);
});

it('keeps nothing where there are no signs', () => {
  expect(neverFolded([])(refusal(0))).toBe(false);
});
