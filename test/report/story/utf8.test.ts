import { expect, test } from 'vitest';
import { terminalView } from '../../../src/report/index.ts';
import { request, scenario, seen } from '../sse-replay.events.ts';

/** As heads are read: one code unit a byte. */
const read = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

function shown(target: string, value: string): string {
  const view = terminalView({ width: 100, colour: false, wire: 'full' });
  const summary = `GET ${target} HTTP/1.1`;
  const fields = [{ name: 'X-Title', value }];
  const told = [scenario(), seen(1, request({ target, summary, fields }))];
  return told.map((event) => view.write(event)).join('') + view.release();
}

test('a target and a field that are UTF-8 are shown as text', () => {
  const text = shown(read('/sök?q=日本'), read('naïve'));
  expect(text).toContain('GET /sök?q=日本 HTTP/1.1');
  expect(text).toContain('X-Title: naïve');
});

test('and stay Latin-1 if they are not', () => {
  expect(shown('/s\xf6k', 'na\xefve')).toMatch(/GET \/sök HTTP\/1\.1[\s\S]*X-Title: naïve/);
});

test('what is hidden in UTF-8 is made visible', () => {
  expect(shown(read('/\u202egpj'), 'a')).not.toContain('\u202e');
});
