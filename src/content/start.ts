import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const isCompiled = import.meta.url.endsWith('.js');

/**
 * The id of the scenario that a newcomer is told to run first. The help says it, so it is read at once
 * and alone.
 */
export function firstScenario(): string {
  if (isCompiled) {
    return JSON.parse(readFileSync(new URL('../../start.json', import.meta.url), 'utf8'));
  }
  const { parse } = createRequire(import.meta.url)('yaml') as typeof import('yaml');
  const path = new URL('../../scenarios/path.yaml', import.meta.url);
  return parse(readFileSync(path, 'utf8')).start;
}
