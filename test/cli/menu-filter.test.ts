import { expect, it } from 'vitest';
import { bestFirst } from '../../src/cli/screen/menu-pages.ts';

const texts = ['rest-methods allows what it knows', 'sse-replay over ws or not', 'ws-rooms a chat'];
const found = (typed: string) => bestFirst(typed, texts, (text) => text);

it('what begins with what was typed comes first, then what has a word that begins so', () => {
  expect(found('ws')).toEqual([texts[2], texts[1], texts[0]]);
  expect(found('WS chat')).toEqual([texts[2]]);
  expect(found('')).toEqual(texts);
  expect(found('nothing')).toEqual([]);
});
