import { describe, expect, it } from 'vitest';
import { groupsOf, readContent } from '../../src/content/written/group-content.ts';
import { catalogue } from './written.ts';

const contents = await readContent(groupsOf(catalogue), catalogue);

describe('a group that has scenarios has', () => {
  it.each(contents)('$group: a lesson', ({ lesson }) => {
    expect(lesson?.lesson.sections.length ?? 0).toBeGreaterThan(0);
  });

  it.each(contents)('$group: at least twelve cards', ({ cards = [] }) => {
    expect(cards.length).toBeGreaterThanOrEqual(12);
  });
});

it('all groups together have a hundred cards or more', () => {
  expect(contents.flatMap(({ cards = [] }) => cards).length).toBeGreaterThanOrEqual(100);
});
