#!/usr/bin/env node
import '../dist/src/cli/early.js';

const { run } = await import('../dist/src/cli/program.js');
await run(process.argv);
