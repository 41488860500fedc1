import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../lab/catalogue/catalogue.ts';

/** A program that looks at something. */
export interface Tool {
  /** What it looks at, a few words. */
  readonly about: string;
  /** The program and its arguments; the program is one that npm installed, or node. */
  readonly command: readonly [string, ...string[]];
}

/** Runs tools one after the other: a line for each, and what one says that is not content. */
export async function inTurns(tools: readonly Tool[]): Promise<boolean> {
  let isGood = true;
  for (const { about, command } of tools) {
    const began = performance.now();
    const { code, output } = await ran(command);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${code === 0 ? '✓' : '✗'} ${about}  ${seconds} s`);
    if (code === 0) continue;
    isGood = false;
    console.log(`\n${output.trim()}\n`);
  }
  return isGood;
}

const root = fileURLToPath(packageRoot);

function ran([program, ...args]: Tool['command']): Promise<{
  code: number | null;
  output: string;
}> {
  const path = program === 'node' ? process.execPath : `${root}node_modules/.bin/${program}`;
  const child = spawn(path, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const take = (text: string) => {
    output += text;
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
