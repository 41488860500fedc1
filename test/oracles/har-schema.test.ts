import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import formats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { everyVariant, transcriptOf } from '../catalogue/every-scenario.ts';
import { archiveOf } from '../report/har/archive.ts';
import { corpus } from './corpora.ts';

/** The first variant of each scenario: the others cross the wire in the same forms. */
const oneOfEach = everyVariant.filter(
  ({ id }, n, all) => all.findIndex((each) => each.id === id) === n,
);

const schemas = corpus('har-schema');

/** Checks an archive against the schema of HAR 1.2; gives what is wrong with it. */
function validator(folder: string): (archive: unknown) => readonly string[] {
  // The schemas hold words that JSON Schema does not know, such as `optional` and `min`.
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addMetaSchema(draft06);
  formats.default(ajv);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    ajv.addSchema(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  }
  return (archive) => {
    ajv.validate('har.json#', archive);
    return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

describe.skipIf(schemas === undefined)('the archive is valid HAR 1.2 (corpora/har-schema)', () => {
  let problemsOf: ReturnType<typeof validator>;
  beforeAll(() => {
    problemsOf = validator(schemas ?? '');
  });

  it.each(oneOfEach)('of $id, $variant', async (played) => {
    const events = await transcriptOf(played);
    const log = archiveOf(events);
    expect(problemsOf({ log })).toEqual([]);
    const asked = events.filter(
      (event) => event.type === 'message' && event.message.kind === 'http-request',
    );
    expect(log.entries.length).toBeGreaterThanOrEqual(asked.length);
  });

  it('and the schema can tell what is not', () => {
    const archive = { log: { version: '1.2', creator: { name: 'x' }, entries: [{}] } };
    expect(problemsOf(archive)).not.toEqual([]);
  });
});
