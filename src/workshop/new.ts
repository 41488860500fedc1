/**
 * Begins a scenario of the house: `npm run new sse/stop-204` makes `scenarios/sse/stop-204`, complete
 * with chapter, card and test, as a draft that plays. It writes over nothing.
 *
 * @module
 */
import { argv } from 'node:process';
import { beginScenario } from './begin-scenario.ts';

const [word = ''] = argv.slice(2);
try {
  const { folder, files } = await beginScenario(word);
  console.log(
    `${folder} is a draft: hidden from lists, lessons and decks until 'draft: true' goes.`,
  );
  for (const file of files) console.log(`  ${file}`);
  console.log(`\nnpm run check ${word} lints it, plays it and proves what it says.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
