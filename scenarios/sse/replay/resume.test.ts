import { describe, expect, test } from 'vitest';
import { resumeAfterLast } from './resume.ts';

describe('resumeAfterLast', () => {
  test.each([
    ['0', 0],
    ['7', 7],
    ['007', 7],
  ])('goes on after %j', (lastEventId, place) => {
    expect(resumeAfterLast(lastEventId, 9)).toBe(place);
  });

  test.each([
    'abc',
    '-1',
    '1.5',
    '1e3',
    '0x10',
    ' 7',
    '7, 8',
    '٧',
    '9'.repeat(16),
    '9'.repeat(9000),
  ])('knows no place of that name: %.20s', (lastEventId) => {
    expect(resumeAfterLast(lastEventId, 9)).toBe('lost');
  });
});
