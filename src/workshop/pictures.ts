/**
 * Writes `docs/pictures`: what the documentation shows, drawn by the product. `npm run pictures` runs it.
 *
 * @module
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { packageRoot } from '../lab/catalogue/catalogue.ts';
import { drawnPictures } from './drawn-pictures.ts';

const folder = new URL('docs/pictures/', packageRoot);
await mkdir(folder, { recursive: true });
for (const [file, svg] of await drawnPictures()) await writeFile(new URL(file, folder), svg);
