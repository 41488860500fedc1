import { expect, it } from 'vitest';
import { readClientMessage } from './chat-messages.ts';

it.each([
  { hello: 'ada' },
  { join: 'lobby' },
  { join: '@ada', after: 3 },
  { leave: 'lobby' },
  { say: 'hello', room: 'lobby', n: 1 },
])('reads %j', (message) => {
  expect(readClientMessage(JSON.stringify(message))).toEqual(message);
});

it.each([
  'hello',
  'null',
  '{}',
  '{"hello":7}',
  '{"hello":"__proto__"}',
  '{"join":"lobby","after":-1}',
  '{"join":"lobby","after":"3"}',
  '{"say":"hello","room":"lobby"}',
])('makes nothing of %s', (json) => {
  expect(readClientMessage(json)).toBeUndefined();
});
