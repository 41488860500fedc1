import { expect, it } from 'vitest';
import { codeOf, sourcesBelow } from './imports.ts';

/**
 * Hono's adapter puts classes of its own in place of the global Request and Response, unless it is told
 * not to: then what one server does changes what every other program in the process is given.
 */
it('no server replaces the global Request and Response', () => {
  const files = ['src', 'scenarios', 'parts'].flatMap(sourcesBelow);
  const calls = files.flatMap((file) => {
    const [, ...argumentLists] = codeOf(file).split(/\bgetRequestListener\(/);
    return argumentLists.map((text) => ({ file, text }));
  });
  expect(calls.length).toBeGreaterThan(4);
  const careless = calls.filter(({ text }) => !text.includes('overrideGlobalObjects: false'));
  expect(careless.map(({ file }) => file)).toEqual([]);
});
