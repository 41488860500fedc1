#!/usr/bin/env node
import '../dist/src/cli/ending/early-signals.js';
import '../dist/src/cli/ending/lost-terminal.js';

const { run } = await import('../dist/src/cli/program.js');
await run(process.argv);
