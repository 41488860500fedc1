/**
 * Runs the program from its sources: `npm run dev -- run sse-replay`.
 *
 * @module
 */
import '../cli/ending/early-signals.ts';
import '../cli/ending/lost-terminal.ts';
import { run } from '../cli/program.ts';

await run(process.argv);
