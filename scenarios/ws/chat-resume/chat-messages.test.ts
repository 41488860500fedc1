import { expect, test } from 'vitest';
import { readClientMessage } from './chat-messages.ts';

test.each([
  { hello: 'ada' },
  { hello: 'ada', client: '1f3d' },
  { join: 'lobby' },
  { join: '@ada', after: 3 },
  { leave: 'lobby' },
  { say: 'hello', room: 'lobby', n: 1 },
])('reads %j', (message) => {
  expect(readClientMessage(message)).toEqual(message);
});

test.each([
  undefined,
  null,
  'hello',
  [],
  {},
  { hello: 7 },
  { hello: '__proto__' },
  { hello: '@ada' },
  { hello: 'ada', client: 7 },
  { join: 'lobby', after: -1 },
  { join: 'lobby', after: '3' },
  { say: 'hello', room: 'lobby' },
  { say: 'hello', room: 'lobby', n: 0 },
  { say: 'x'.repeat(1001), room: 'lobby', n: 1 },
])('makes nothing of %j', (message) => {
  expect(readClientMessage(message)).toBeUndefined();
});
