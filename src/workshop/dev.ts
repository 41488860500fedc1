/**
 * Runs the program from its sources: `npm run dev -- run sse-replay`.
 *
 * @module
 */
import '../cli/early.ts';
import { run } from '../cli/program.ts';

await run(process.argv);
