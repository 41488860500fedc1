import { fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { writeCapture } from './capture.ts';
import { amount, atLeast, type Figure, goals } from './figure.ts';
import type { Built } from './relay.ts';
import { median, medianRatio } from './statistics.ts';
import type { Workshop } from './workshop.ts';

const CAPTURE_BYTES = 50_000_000;
const ROUNDS = 2;
const WHAT = 'dissection of a saved capture';
const ID = 'dissection-times-tshark';

/**
 * How long our dissectors and tshark take for the same conversation, each as a whole process that
 * reads a file. Ours make every message with all its nodes and write nothing; tshark makes its whole
 * tree (`-V`) and writes it as text to the null device, since without that it makes no tree.
 */
export async function measureDissection(workshop: Workshop, { built }: Built): Promise<Figure[]> {
  const goal = `≥ ${goals.timesTshark} × tshark -V`;
  if (spawnSync('tshark', ['--version']).status !== 0) {
    const measured = 'tshark is not installed';
    return [{ id: ID, what: WHAT, measured, reachedText: 'not measured', goal, met: false }];
  }
  const folder = workshop.folder();
  const files = { streams: join(folder, 'streams'), pcapng: join(folder, 'run.pcapng') };
  const { messages, byteLength } = await writeCapture({ built }, files, CAPTURE_BYTES);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await timeOurs(workshop, { built, streams: files.streams }, messages));
    theirs.push(await timeTshark(workshop, files.pcapng));
  }
  const size = amount(byteLength / 1_000_000, 'MB');
  const seconds = (times: readonly number[]) => amount(median(times) / 1000, 's');
  return [
    atLeast(
      goals.timesTshark,
      medianRatio(theirs, ours),
      {
        id: ID,
        what: WHAT,
        measured: `${size}, ${messages} messages in ${seconds(ours)}, tshark -V ${seconds(theirs)}`,
      },
      '× tshark -V',
    ),
  ];
}

async function timeOurs(
  workshop: Workshop,
  settings: { readonly built: string; readonly streams: string },
  expected: number,
): Promise<number> {
  const began = performance.now();
  const file = new URL('parties/dissect.js', import.meta.url);
  const child = workshop.keep(
    fork(file, [JSON.stringify(settings)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
  );
  let messages = 0;
  child.on('message', (figures: { messages: number }) => {
    messages = figures.messages;
  });
  await once(child, 'close');
  if (messages !== expected) {
    throw new Error(`${messages} messages were read of a capture of ${expected}`);
  }
  return performance.now() - began;
}

async function timeTshark(workshop: Workshop, file: string): Promise<number> {
  const began = performance.now();
  const args = ['-n', '-r', file, '-d', 'tcp.port==50051,http2', '-V'];
  const child = workshop.keep(spawn('tshark', args, { stdio: 'ignore' }));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`tshark ended with exit code ${code}`);
  return performance.now() - began;
}
