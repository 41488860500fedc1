/**
 * Writes `docs/coverage.md`: which case is told by which scenario. `npm run coverage` runs it.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { everyGroup } from '../content/cases.ts';
import { packageRoot, readCatalogue } from '../lab/catalogue/catalogue.ts';
import { coveragePage } from './coverage-page.ts';

const page = coveragePage(await everyGroup(), await readCatalogue());
await writeFile(new URL('docs/coverage.md', packageRoot), page);
