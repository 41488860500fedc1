/**
 * Looks at scenarios of the house from all sides, in seconds: `npm run check sse/replay` lints and
 * compiles its files, plays each variant against its golden, and proves its chapter and cards.
 * Without a word it looks at everything that needs no test, as CI does.
 *
 * @module
 */
import { argv } from 'node:process';
import { checksOf, inAll } from './check-scenario.ts';
import { inOrder } from './tool.ts';

const words = argv.slice(2);
const unknown = words.find((word) => !/^[a-z0-9]+\/[a-z0-9-]+$/.test(word));
if (unknown !== undefined) {
  console.error(`'${unknown}' is no scenario; it is written sse/replay`);
  process.exitCode = 2;
} else {
  const tools = words.length === 0 ? inAll : words.flatMap(checksOf);
  process.exitCode = (await inOrder(tools)) ? 0 : 1;
}
