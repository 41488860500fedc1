import { describe, expect, it } from 'vitest';
import { choice, integer, readParameters } from '../../../src/lab/scenario/parameters.ts';

const rules = {
  users: integer({ default: 10, min: 1, max: 100, about: 'how many users' }),
  order: choice({ default: 'asc', options: ['asc', 'desc'], about: 'which way' }),
};

describe('parameters', () => {
  it('have defaults', () => {
    expect(readParameters(rules, {})).toEqual({ users: 10, order: 'asc' });
  });

  it('are read from text', () => {
    expect(readParameters(rules, { users: '42', order: 'desc' })).toEqual({
      users: 42,
      order: 'desc',
    });
  });

  it.each([
    ['users', '0'],
    ['users', '101'],
    ['users', '1e1'],
    ['users', ' 5'],
    ['users', ''],
  ])('%s=%j is refused with the range', (name, text) => {
    expect(() => readParameters(rules, { [name]: text })).toThrow(
      `users is a whole number from 1 to 100, not '${text}'`,
    );
  });

  it('a word that is no option is refused with the options', () => {
    expect(() => readParameters(rules, { order: 'up' })).toThrow(
      "order is one of asc, desc, not 'up'",
    );
  });

  it.each(['user', '__proto__', 'constructor'])('%s does not exist', (name) => {
    expect(() => readParameters(rules, { [name]: '1' })).toThrow(`there is no parameter '${name}'`);
  });
});
