import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSchemas } from '../../scenarios/contract/openapi/schemas.ts';
import { corpus } from './corpora.ts';

interface Case {
  readonly description: string;
  readonly schema: object | boolean;
  readonly tests: readonly {
    readonly description: string;
    readonly data: unknown;
    readonly valid: boolean;
  }[];
}

const suite = corpus('json-schema');
const folder = join(suite ?? '', 'tests/draft2020-12');

/** Of the keywords that the scenario's description uses, and of the formats. */
const SAMPLE = [
  ...['allOf', 'enum', 'items', 'maxLength', 'maximum', 'minLength', 'minimum', 'prefixItems'],
  ...['properties', 'required', 'type', 'unevaluatedProperties', 'dependentRequired'],
  ...['optional/format/date', 'optional/format/json-pointer'],
];

/** What is asked of other documents, by dynamic references, or of another dialect. */
const OTHER = /dynamicRef|\$recursiveRef|"\$schema":"https:\/\/json-schema.org\/draft\/20(19|1)/;

/** In which Ajv 8 is known to differ; the description of the scenario uses none of it. */
const KNOWN = [
  /^empty enum/,
  /__proto__ not valid/,
  /^unevaluatedProperties (with if\/then\/else, then not defined|can see annotations from if)/,
];
const isKnown = (name: string) => KNOWN.some((each) => each.test(name));

describe.skipIf(suite === undefined)(
  'verdicts are those of the official tests of JSON Schema',
  () => {
    it.each(SAMPLE)('%s', (name) => {
      const file = join(folder, `${name}.json`);
      expect(existsSync(file)).toBe(true);
      const cases: readonly Case[] = JSON.parse(readFileSync(file, 'utf8'));
      const differ = cases
        .filter(
          ({ description, schema }) => !OTHER.test(JSON.stringify(schema)) && !isKnown(description),
        )
        .flatMap(({ description, schema, tests }) => {
          const judge =
            typeof schema === 'boolean'
              ? openSchemas({ cases: { one: schema } })('/cases/one')
              : openSchemas(schema)('');
          return tests
            .filter(({ data, valid }) => (judge(data).length === 0) !== valid)
            .map((test) => `${description}: ${test.description}`)
            .filter((name) => !isKnown(name));
        });
      expect(differ).toEqual([]);
    });
  },
);
