import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsTokens from 'js-tokens';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const scenarios = join(root, 'scenarios');

function foldersIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

const groups = foldersIn(scenarios);
/** `grpc-status` is a field of gRPC before it is a scenario. */
const ids = groups
  .flatMap((group) => foldersIn(join(scenarios, group)).map((name) => `${group}-${name}`))
  .filter((id) => id !== 'grpc-status');

/** Groups whose ids are words of the engine too: protocols, schemes, events, things it does. */
const engineWords = ['bulk', 'choose', 'data', 'grpc', 'page', 'sse', 'ws'];

/** The texts in quotes of each source of the engine: what code says, not what comments say. */
const literals = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => {
    const source = readFileSync(join(root, 'src', file), 'utf8');
    return [...jsTokens(source)]
      .filter(({ type }) => /^(StringLiteral|NoSubstitutionTemplate|Template)/.test(type))
      .map(({ value }) => ({ file, text: value.slice(1, -1) }));
  });

it('the engine names no scenario', () => {
  const named = literals.filter(({ text }) =>
    ids.some((id) => new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(text)),
  );
  expect(named).toEqual([]);
});

it('the engine names no group', () => {
  const named = literals.filter(({ text }) => groups.includes(text) && !engineWords.includes(text));
  expect(named).toEqual([]);
});
