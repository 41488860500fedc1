#!/usr/bin/env node
import '../dist/src/cli/early-signals.js';
import '../dist/src/cli/lost-terminal.js';

const { run } = await import('../dist/src/cli/program.js');
await run(process.argv);
