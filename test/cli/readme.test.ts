import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { printed } from '../../src/dialogue/look.ts';
import { progressRows } from '../../src/known/screen.ts';
import { NOW, summary } from '../known/learner.ts';
import { isInstalled } from '../oracles/installed.ts';
import { selfSigned } from '../wire/tls/certificate.ts';
import { apilab, bin } from './apilab.ts';
import { live } from './live.ts';
import { hasTmux, openTerminal } from './tmux.ts';

const certificate = selfSigned();

describe('README.md shows what is printed', () => {
  const text = readFileSync('README.md', 'utf8');
  const blocks = [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)];
  const [run = '', screen = '', compared = '', step = '', card = '', known = '', secure = ''] =
    blocks.flatMap(([, language, shown = '']) => (language === '' ? [shown] : []));

  it('by a run', async () => {
    const { stdout } = await apilab(['run', 'sse-replay']);
    // How long it took and how many bytes a port number is differ from run to run.
    const lines = run.split('\n').filter((line) => !/^ *(\.\.\.|\d+ connections.*)?$/.test(line));
    expect(lines.length).toBeGreaterThan(24);
    expect(lines.filter((line) => !stdout.includes(`${line}\n`))).toEqual([]);
  });

  it.skipIf(!hasTmux)('by a step on a screen', async () => {
    const terminal = openTerminal(process.cwd(), 80, 24);
    try {
      terminal.type(`${process.execPath} ${bin} run sse-replay --step 3`, 'Enter');
      const shown = await terminal.shows(/step 3 of 7[\s\S]*q quit/);
      const filled = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
      expect(filled(screen)).toEqual(filled(shown));
    } finally {
      terminal.close();
    }
  });

  it('by a comparison', async () => {
    const { stdout } = await apilab(['run', 'gql-n-plus-one', '--compare']);
    expect(compared).toBe(stdout);
  });

  it('by the progress of somebody who has learned for some weeks', () => {
    const look = { width: 80, colour: false, plain: false };
    expect(known).toBe(printed(progressRows(summary, NOW, look), look));
  });

  it.skipIf(certificate === undefined || !isInstalled('curl', ['--version']))(
    'by a tap that reads inside TLS',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'apilab-keys-'));
      const keys = join(folder, 'keys.txt');
      const server = createServer({ ...certificate }, (_, response) => {
        response.setHeader('content-type', 'application/json');
        response.setHeader('etag', '"v1"');
        response.end('{"order":1,"state":"paid"}');
      });
      server.listen(0);
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const session = await live(['tap', '--target', `localhost:${port}`, '--keylog', keys]);
      const url = session.url.replace(/^.*:/, 'https://localhost:');
      const env = { ...process.env, SSLKEYLOGFILE: keys };
      await promisify(execFile)('curl', ['-sk', '--http1.1', `${url}/orders/1`], { env });
      await session.shows('"paid"');
      const { stdout } = await session.interrupt();
      server.close();
      await rm(folder, { recursive: true });
      const untimed = (text: string) =>
        text.split('\n').map((line) => line.replace(/ +\+[\d.]+ m?s /, ' ').trim());
      const printed = untimed(stdout);
      const lines = untimed(secure).filter((line) => line !== '');
      expect(lines.length).toBeGreaterThan(10);
      expect(lines.filter((line) => !printed.includes(line))).toEqual([]);
    },
  );

  it.each([
    ['a lesson', step, ['learn', 'sse']],
    ['a card', card, ['quiz', 'idem', '--answers', '--count', '100']],
  ])('in the sentences of %s', async (_, shown, command) => {
    const { stdout } = await apilab(command);
    const page = words(stdout);
    const sentences = shown
      .split('\n\n')
      .map(words)
      .filter((each) => /^[A-Z].*[.?]$/.test(each));
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    expect(sentences.filter((sentence) => !page.includes(sentence))).toEqual([]);
  });
});

/** A text without how it is broken into lines and how its code is set off. */
function words(text: string): string {
  return text.replaceAll('`', '').trim().split(/\s+/).join(' ');
}
