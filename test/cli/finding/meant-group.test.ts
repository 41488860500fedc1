import { expect, it } from 'vitest';
import { groupCalled } from '../../../src/cli/finding/meant-group.ts';
import { group } from '../../content/written.ts';

const groups = [
  { ...group, id: 'hook', title: 'Webhooks', words: ['callback URL'] },
  { ...group, id: 'res', title: 'Resilience', words: ['retries', 'circuit breaker'] },
];

it.each([
  ['hook', 'hook'],
  ['HOOK', 'hook'],
  ['webhook', 'hook'],
  ['Webhooks', 'hook'],
  ['callback-url', 'hook'],
  ['circuit breakers', 'res'],
])('%s means %s', (typed, id) => {
  expect(groupCalled(typed, groups)?.id).toBe(id);
});

it.each(['', 's', 'hooks and loops', 'breaker'])('%j means no group', (typed) => {
  expect(groupCalled(typed, groups)).toBeUndefined();
});
