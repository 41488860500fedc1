/**
 * Writes the index of the scenarios beside the compiled code. The build runs it last.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { scanScenarios } from './catalogue.ts';

const file = new URL('../../../catalogue.json', import.meta.url);
await writeFile(file, `${JSON.stringify(await scanScenarios())}\n`);
