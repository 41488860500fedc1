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

/** How many tools run at the same time: most of them keep more than one core busy at times. */
const AT_ONCE = 2;

/** Runs tools: in their order a line for each, and all that one says that is not content. */
export async function inOrder(tools: readonly Tool[]): Promise<boolean> {
  const results: Promise<Looked>[] = [];
  for (const tool of tools) {
    // Each waits for the one that began so many places before it.
    const before = results.at(-AT_ONCE);
    results.push(
      results.length < AT_ONCE ? looked(tool) : Promise.resolve(before).then(() => looked(tool)),
    );
  }
  let isGood = true;
  for (const result of results) {
    const { isGood: isOneGood, line, output } = await result;
    console.log(`${isOneGood ? '✓' : '✗'} ${line}`);
    if (isOneGood) continue;
    isGood = false;
    console.log(`\n${output.trim()}\n`);
  }
  return isGood;
}

/** What came of a tool. */
interface Looked {
  readonly isGood: boolean;
  readonly line: string;
  readonly output: string;
}

async function looked({ about, command }: Tool): Promise<Looked> {
  const began = performance.now();
  const { code, output } = await ran(command);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  return { isGood: code === 0, line: `${about}  ${seconds} s`, output };
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
