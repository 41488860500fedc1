import { describe, expect, it } from 'vitest';
import { compactJson, jsonLine, jsonLines } from '../../../src/report/story/json.ts';

describe('compact', () => {
  it('takes out white space and nothing else', () => {
    expect(compactJson('{ "a" : 2.0 ,\n "a": 1e2, "s": "x  y \\" z" }')).toBe(
      '{"a":2.0,"a":1e2,"s":"x  y \\" z"}',
    );
  });

  it('leaves what is no JSON', () => {
    expect(compactJson('hello  world')).toBe('hello  world');
  });
});

describe('line by line', () => {
  const text = (json: string, most = 100) =>
    jsonLines(json, most)
      .lines.map((line) => '  '.repeat(line.depth) + line.text)
      .join('\n');

  it('indents members, and keeps empty brackets together', () => {
    expect(text('{"a":[1,{"b":2.50}],"c":{},"d":[]}')).toBe(
      [
        '{',
        '  "a": [',
        '    1,',
        '    {',
        '      "b": 2.50',
        '    }',
        '  ],',
        '  "c": {},',
        '  "d": []',
        '}',
      ].join('\n'),
    );
  });

  it('stops where it is told to, and says so', () => {
    expect(jsonLines(`[${'1,'.repeat(500)}1]`, 10)).toMatchObject({ whole: false });
  });
});

it('a value of hostile depth is cut', () => {
  let value: unknown = 1;
  for (let n = 0; n < 10_000; n++) value = [value];
  expect(jsonLine(value).length).toBeLessThan(200);
});
