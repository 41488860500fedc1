import { expect, test } from 'vitest';
import { applyJsonPatch } from './json-patch.ts';

const at = (path: string, value: unknown) => ({ path, value });

test.each([
  ['adds a member', { a: 1 }, [{ op: 'add', ...at('/b', 2) }], { a: 1, b: 2 }],
  ['replaces a member that it adds', { a: 1 }, [{ op: 'add', ...at('/a', 2) }], { a: 2 }],
  ['inserts into a list', { a: [1, 3] }, [{ op: 'add', ...at('/a/1', 2) }], { a: [1, 2, 3] }],
  ['adds at the end', { a: [1] }, [{ op: 'add', ...at('/a/-', 2) }], { a: [1, 2] }],
  ['adds just behind the end', { a: [1] }, [{ op: 'add', ...at('/a/1', 2) }], { a: [1, 2] }],
  ['replaces the whole', { a: 1 }, [{ op: 'replace', ...at('', [7]) }], [7]],
  ['replaces in a list', [1, { a: 2 }], [{ op: 'replace', ...at('/1/a', 3) }], [1, { a: 3 }]],
  ['removes', { a: { b: 1, c: 2 } }, [{ op: 'remove', path: '/a/b' }], { a: { c: 2 } }],
  ['removes from a list', [1, 2, 3], [{ op: 'remove', path: '/1' }], [1, 3]],
  ['moves', { a: 1 }, [{ op: 'move', from: '/a', path: '/b' }], { b: 1 }],
  ['moves in a list', [1, 2, 3], [{ op: 'move', from: '/0', path: '/2' }], [2, 3, 1]],
  ['copies', { a: [1] }, [{ op: 'copy', from: '/a', path: '/b' }], { a: [1], b: [1] }],
  ['knows slashes', { 'a/b': 1 }, [{ op: 'replace', ...at('/a~1b', 2) }], { 'a/b': 2 }],
  ['knows tildes', { '~1': 1 }, [{ op: 'replace', ...at('/~01', 2) }], { '~1': 2 }],
  ['knows the name of nothing', { '': 1 }, [{ op: 'replace', ...at('/', 2) }], { '': 2 }],
  ['sets null', { a: 1 }, [{ op: 'add', ...at('/a', null) }], { a: null }],
  [
    'tests, whatever the order of members',
    { a: { b: 1, c: [null] } },
    [{ op: 'test', ...at('/a', { c: [null], b: 1 }) }],
    { a: { b: 1, c: [null] } },
  ],
  ['does nothing', { a: 1 }, [], { a: 1 }],
])('a patch %s', (_, target, patch, value) => {
  const copy = structuredClone(target);
  expect(applyJsonPatch(target, patch)).toEqual({ state: 'patched', value });
  expect(target).toEqual(copy);
});

test.each([
  ['what is not there is replaced', [{ op: 'replace', ...at('/x', 1) }]],
  ['what is not there is removed', [{ op: 'remove', path: '/x' }]],
  ['the whole is removed', [{ op: 'remove', path: '' }]],
  ['a parent is missing', [{ op: 'add', ...at('/x/y', 1) }]],
  ['a parent is a number', [{ op: 'add', ...at('/a/b', 1) }]],
  ['it is beyond the end', [{ op: 'add', ...at('/l/3', 1) }]],
  ['an index has a zero in front', [{ op: 'replace', ...at('/l/01', 1) }]],
  ['the end has no element', [{ op: 'replace', ...at('/l/-', 1) }]],
  ['a thing moves into itself', [{ op: 'move', from: '/o', path: '/o/p' }]],
  ['a number is tested as a text', [{ op: 'test', ...at('/a', '1') }]],
  ['a list is tested as an object', [{ op: 'test', ...at('/l', { 0: 1, 1: 2 }) }]],
  ['a member of the prototype is tested', [{ op: 'test', ...at('/toString', null) }]],
])('a patch does not fit if %s', (_, patch) => {
  expect(applyJsonPatch({ a: 1, l: [1, 2], o: {} }, patch)).toEqual({
    state: 'conflict',
    operation: 0,
  });
});

test.each([
  ['an object', {}],
  ['a list of lists', [[]]],
  ['an unknown operation', [{ op: 'increment', ...at('/a', 1) }]],
  ['no path', [{ op: 'remove' }]],
  ['a path without a slash', [{ op: 'remove', path: 'a' }]],
  ['an odd tilde', [{ op: 'remove', path: '/~2' }]],
  ['no value', [{ op: 'add', path: '/a' }]],
  ['no from', [{ op: 'move', path: '/a' }]],
  ['more operations than are taken', Array(17).fill({ op: 'test', ...at('', 1) })],
])('%s is no patch', (_, patch) => {
  expect(applyJsonPatch({ a: 1 }, patch)).toEqual({ state: 'malformed' });
});

test('a patch reaches no prototype, and doubling what is there ends soon', () => {
  const added = applyJsonPatch({}, [{ op: 'add', ...at('/__proto__', { x: 1 }) }]);
  expect(Reflect.get({}, 'x')).toBeUndefined();
  expect(added.state === 'patched' && Object.keys(Object(added.value))).toEqual(['__proto__']);
  const doubling = Array(15).fill({ op: 'copy', from: '', path: '/a' });
  expect(applyJsonPatch({}, [...doubling, { op: 'test', ...at('', {}) }]).state).toBe('conflict');
});
