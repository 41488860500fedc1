import { describe, expect, it } from 'vitest';
import { layerOf, problemsOf, read } from './contents.ts';

const type = 'application/problem+json';
const details = (value: unknown) => read(JSON.stringify(value), { type });

describe('problem details', () => {
  it('name the standard members and tell extensions apart', () => {
    const content = read('{"type":"about:blank","status":404,"sku":["A",1]}', { type });
    expect(layerOf(content, 'problem')).toEqual([
      { kind: 'problem.member', start: 1, end: 21, name: 'type', value: 'about:blank' },
      { kind: 'problem.member', start: 22, end: 34, name: 'status', value: '404' },
      { kind: 'problem.extension', start: 35, end: 48, name: 'sku', value: '["A",1]' },
    ]);
    expect(problemsOf(content)).toEqual([]);
  });

  it.each([{ status: '404' }, { title: 7 }, { detail: null }])(
    'whose member has the wrong type: %j',
    (value) => {
      expect(problemsOf(details(value))).toEqual(['problem-member-type']);
    },
  );

  it.each([99, 600, 404.5])('whose status is %d', (status) => {
    expect(problemsOf(details({ status }))).toEqual(['problem-status-range']);
  });

  it('that are no object', () => {
    expect(problemsOf(details(['about:blank']))).toEqual(['problem-not-an-object']);
  });

  it('are none in malformed JSON, which no client reads', () => {
    expect(layerOf(read('{"status":404', { type }), 'problem')).toEqual([]);
  });

  it('are none in other JSON', () => {
    expect(layerOf(read('{"status":404}', { type: 'application/json' }), 'problem')).toEqual([]);
  });
});
