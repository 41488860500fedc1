import { describe, expect, it } from 'vitest';
import { groupsOf, readContent } from '../../src/authoring/group-content.ts';
import { catalogue } from './written.ts';

const contents = await readContent(groupsOf(catalogue), catalogue);
const written = contents.filter(({ lesson, cards }) => lesson !== undefined || cards !== undefined);

describe('a group that is taught has', () => {
  it.each(written)('$group: a lesson', ({ lesson }) => {
    expect(lesson?.lesson.sections.length ?? 0).toBeGreaterThan(0);
  });

  it.each(written)('$group: at least twelve cards', ({ cards = [] }) => {
    expect(cards.length).toBeGreaterThanOrEqual(12);
  });
});
