import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  readIdempotencyKey,
  writeIdempotencyKey,
} from '../../scenarios/idem/parts/idempotency-key.ts';
import { corpus } from './corpora.ts';

/** One case of httpwg/structured-field-tests. */
interface Case {
  readonly name: string;
  readonly raw: readonly string[];
  readonly header_type: 'item' | 'list' | 'dictionary';
  readonly expected?: readonly [unknown, readonly unknown[]];
  readonly must_fail?: boolean;
}

const folder = corpus('structured-fields');
const read = (file: string): readonly Case[] =>
  folder === undefined ? [] : JSON.parse(readFileSync(join(folder, file), 'utf8'));

const strings = [...read('string.json'), ...read('string-generated.json')].filter(
  ({ header_type }) => header_type === 'item',
);

/** Spaces around a field's value are not part of it (RFC 9110 §5.5). */
const fieldValue = ({ raw }: Case) => raw.join(', ').replace(/^[ \t]+|[ \t]+$/g, '');

describe.skipIf(folder === undefined)('Idempotency-Key is a String of RFC 9651 §3.3.3', () => {
  it('refuses whatever the corpus says must fail', () => {
    const refused = strings.filter(({ must_fail }) => must_fail === true);
    expect(refused.length).toBeGreaterThan(150);
    expect(refused.filter((each) => readIdempotencyKey(fieldValue(each)) !== undefined)).toEqual(
      [],
    );
  });

  it('reads the others as the corpus does, where they are 1 to 64 characters long', () => {
    const taken = strings.filter(
      ({ must_fail, expected }) =>
        must_fail !== true &&
        typeof expected?.[0] === 'string' &&
        expected[0] !== '' &&
        expected[0].length <= 64,
    );
    expect(taken.length).toBeGreaterThan(90);
    for (const each of taken) {
      expect({ name: each.name, key: readIdempotencyKey(fieldValue(each)) }).toEqual({
        name: each.name,
        key: each.expected?.[0],
      });
    }
  });

  it('writes what it reads', () => {
    for (const { expected, must_fail } of strings) {
      const key = expected?.[0];
      if (must_fail === true || typeof key !== 'string' || key === '' || key.length > 64) continue;
      expect(readIdempotencyKey(writeIdempotencyKey(key))).toBe(key);
    }
  });
});
