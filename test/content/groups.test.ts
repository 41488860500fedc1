import { describe, expect, it } from 'vitest';
import type { Group } from '../../src/content/group.ts';
import {
  byLearningOrder,
  groupTitle,
  inLearningOrder,
  scenariosInOrder,
} from '../../src/content/groups.ts';
import { group } from './written.ts';

const groups: readonly Group[] = [
  { ...group, id: 'rest', title: 'REST', scenarios: ['read', 'edit'] },
  { ...group, id: 'sse', title: 'Server-Sent Events', scenarios: [] },
];

describe('groups', () => {
  it('come in the order in which they are learned, unknown ones last', () => {
    expect(inLearningOrder(groups, ['own', 'sse', 'another', 'rest'])).toEqual([
      ...['rest', 'sse', 'another', 'own'],
    ]);
  });

  it('bring what belongs to them, as it was', () => {
    const items = ['sse', 'rest', 'sse', 'rest'].map((id, place) => ({ group: id, place }));
    expect(byLearningOrder(groups, items).map(({ place }) => place)).toEqual([1, 3, 0, 2]);
  });

  it('bring their scenarios in the order that they give them, then the others', () => {
    const entries = ['sse/replay', 'rest/another', 'rest/edit', 'rest/read'].map((place) => {
      const [id = '', name = ''] = place.split('/');
      return { group: id, name };
    });
    expect(scenariosInOrder(groups, entries).map(({ name }) => name)).toEqual([
      ...['read', 'edit', 'another', 'replay'],
    ]);
  });

  it('have titles; a folder of one’s own is called what it is', () => {
    expect([groupTitle(groups, 'rest'), groupTitle(groups, 'own')]).toEqual(['REST', 'own']);
  });
});
