import { beginsAtMost } from 'apilab/parts/checks/limits';
import { expect, it } from 'vitest';

it('compares the number that a sentence begins with', () => {
  const limit = beginsAtMost(20);
  const sentences = ['20 clients', '20.5 clients', '21 clients', 'never', '', '20clients', 7];
  expect(sentences.map((sentence) => limit.holds(sentence))).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
  expect(limit.text).toBe('at most 20');
});

it('says what is counted, and none for nothing', () => {
  expect(beginsAtMost(20, 'clients').text).toBe('at most 20 clients');
  expect(beginsAtMost(0, 'clients').text).toBe('none');
});
