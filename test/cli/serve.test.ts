import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apilab } from './apilab.ts';
import { live } from './live.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apilab-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Reads a stream until it holds `text`, or until it ends or breaks. */
async function readUntil(response: Response, text: string): Promise<string> {
  let read = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) {
      read += decoder.decode(chunk, { stream: true });
      if (read.includes(text)) break;
    }
  } catch {
    // A fault cut it: what came before is what counts.
  }
  return read;
}

describe('apilab serve', () => {
  it('serves a group, shows its traffic with remarks, and ends with 130', async () => {
    const session = await live(['serve', 'rest']);
    const answer = await fetch(`${session.url}/products/1`);
    expect(answer.headers.get('etag')).toMatch(/^"/);
    await session.shows('200 OK');
    const { code, stdout } = await session.interrupt();
    expect(code).toBe(130);
    expect(stdout).toContain('GET /products/1');
    expect(stdout).toContain('1 connection · 1 request');
    expect(stdout).not.toContain('apilab run');
  });

  it('prints commands with its address, ready to be pasted', async () => {
    const session = await live(['serve', 'sse']);
    await session.interrupt();
    expect(session.welcome()).toContain(`curl -N ${session.url}/prices`);
    expect(session.welcome()).toContain(`${session.url}/\n`);
  });

  it('goes on showing each event of a long stream', async () => {
    const session = await live(['serve', 'sse']);
    const stream = await fetch(`${session.url}/prices`, { headers: { 'last-event-id': '0' } });
    await readUntil(stream, 'id: 3\n');
    await session.shows('id: 3 ·');
    const { stdout } = await session.interrupt();
    expect(stdout).not.toMatch(/… .* more/);
  });

  it('arms faults before the first connection, and clients come back', async () => {
    const session = await live(['serve', 'sse', '--fault', 'close-after-bytes:bytes=250']);
    expect(session.welcome()).toContain('armed: the tap cuts the connection after 250 bytes');
    await readUntil(await fetch(`${session.url}/prices`), 'never');
    const again = await fetch(`${session.url}/prices`, { headers: { 'last-event-id': '0' } });
    expect(await readUntil(again, 'id: 1\n')).toContain('id: 1\n');
    const { stdout } = await session.interrupt();
    expect(stdout).toContain('the tap cuts the connection');
  });

  it('serves a page for browsers at /, and OpenAPI at /docs', async () => {
    const session = await live(['serve', 'rest']);
    const page = await fetch(`${session.url}/`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('Products to edit together');
    expect(await (await fetch(`${session.url}/docs`)).text()).toContain('PATCH /products/{id}');
    const description = await (await fetch(`${session.url}/openapi.json`)).json();
    expect(description).toMatchObject({ info: { title: 'Products' } });
    await session.interrupt();
  });

  it('keeps what was saved until Ctrl-C, in every form, and says where', async () => {
    const file = (name: string) => join(folder, name);
    const names = ['run.ndjson', 'run.har', 'run.pcapng', 'run.html', 'run.txt'];
    const outputs = names.flatMap((name) => ['-o', file(name)]);
    const session = await live(['serve', 'gql', ...outputs]);
    await fetch(`${session.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ user(id: 1) { name } }' }),
    });
    const { stderr, stdout } = await session.interrupt();
    expect(stderr).toContain(`saved ${file('run.ndjson')}`);
    expect(readdirSync(folder).sort()).toEqual([...names].sort());
    expect(readFileSync(file('run.txt'), 'utf8')).toContain('POST /graphql');
    expect((await apilab(['replay', file('run.ndjson')])).stdout).toBe(stdout);
  });

  it('where the port is taken says so, exits 3', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? `${address?.port}` : '';
    const { code, stderr } = await apilab(['serve', 'sse', '--port', port]);
    taken.close();
    expect(code).toBe(3);
    expect(stderr).toBe(
      `apilab: port ${port} of 127.0.0.1 is in use; choose another with --port, or 0 for any that is free\n`,
    );
  });

  it('on a full disk ends, says so, exits 3', async () => {
    const { code, stderr } = await apilab(['serve', 'sse', '--port', '0', '-o', '/dev/full']);
    expect(code).toBe(3);
    expect(stderr).toBe('apilab: /dev/full cannot be written: the disk is full\n');
  });

  it.each([
    [['serve'], 'name a group or a scenario to serve; there are: '],
    [['serve', 'ssee'], "'ssee' cannot be served; did you mean 'sse'?"],
    [['serve', 'rest-crud'], "'rest-crud' has no server of its own: apilab serve rest\n"],
    [['serve', 'sse', '--fault', 'close-after-byte'], "did you mean 'close-after-bytes'?"],
    [['serve', 'sse', '--fault', 'close-after-bytes'], 'close-after-bytes needs bytes'],
    [['serve', 'sse', '--fault', 'close-after-bytes:bytes=x'], 'a whole number'],
    [['serve', 'sse', '--fault', 'close-after-bytes:bytes'], 'not written key=value'],
    [['serve', 'sse', '--port', '70000'], 'a port from 0 to 65535, not 70000'],
    [['serve', 'sse', '-o', 'run.pdf'], "'.pdf' is none of .ndjson"],
    [['serve', 'sse', '-o', 'a.md', '-o', 'a.md'], 'a.md is named twice'],
  ])('%j: one clear line, exit 2, nothing started', async (args, complaint) => {
    const { code, stdout, stderr } = await apilab(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(complaint);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
