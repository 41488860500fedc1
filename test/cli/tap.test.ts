import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLoopback } from '../../src/cli/typed/target.ts';
import { isInstalled } from '../oracles/installed.ts';
import { selfSigned } from '../wire/tls/certificate.ts';
import { apilab } from './apilab.ts';
import { live } from './live.ts';

const target = createServer((request, response) => response.end(`you asked for ${request.url}`));
const certificate = selfSigned();
let port: number;
beforeEach(async () => {
  target.listen(0, '127.0.0.1');
  await once(target, 'listening');
  const address = target.address() as AddressInfo;
  port = address.port;
});
afterEach(() => {
  target.close();
  target.closeAllConnections();
});

describe('apilab tap', () => {
  it('leads to the target and shows what crosses', async () => {
    const session = await live(['tap', '--target', `127.0.0.1:${port}`]);
    const answer = await fetch(`${session.url}/hello`);
    expect(await answer.text()).toBe('you asked for /hello');
    await session.shows('200 OK');
    const { code, stdout } = await session.interrupt();
    expect(code).toBe(130);
    expect(stdout).toContain('GET /hello');
  });

  it.skipIf(certificate === undefined || !isInstalled('curl', ['--version']))(
    'reads inside TLS what curl writes down, while the connection is open',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'apilab-keys-'));
      const keys = join(folder, 'keys.txt');
      let answer: () => void = () => {};
      const secure = createSecureServer({ ...certificate }, (request, response) => {
        answer = () => response.end(`you asked for ${request.url}`);
      });
      secure.listen(0, '127.0.0.1');
      await once(secure, 'listening');
      const { port: securePort } = secure.address() as AddressInfo;
      const session = await live([
        'tap',
        ...['--target', `127.0.0.1:${securePort}`, '--keylog', keys],
        ...['-o', join(folder, 'run.har'), '-o', join(folder, 'run.pcapng')],
      ]);
      expect(session.welcome()).toContain(`SSLKEYLOGFILE=${keys}`);
      // Encrypted bytes cannot be masked, and the file opens them.
      expect(session.welcome()).toContain(
        `\n${join(folder, 'run.pcapng')} holds the secrets of TLS: whoever gets that reads`,
      );
      const url = session.url.replace(/^http:/, 'https:');
      const curl = promisify(execFile)(
        'curl',
        ['-sk', '-HAuthorization: Bearer s3cret', `${url}/hello`],
        {
          env: { ...process.env, SSLKEYLOGFILE: keys },
        },
      );
      // The server has not answered yet: the request is there already.
      await session.shows('GET /hello');
      answer();
      expect((await curl).stdout).toBe('you asked for /hello');
      await session.shows('200 OK');
      await session.interrupt();
      const capture = await readFile(join(folder, 'run.pcapng'), 'latin1');
      expect(capture).toMatch(/CLIENT_TRAFFIC_SECRET_0 [0-9a-f]{64}/);
      const archive = await readFile(join(folder, 'run.har'), 'utf8');
      expect(archive).toContain('Bearer ******');
      expect(archive).not.toContain('s3cret');
      secure.close();
      await rm(folder, { recursive: true });
    },
  );

  it('resolves a name before it connects', async () => {
    const session = await live(['tap', '--target', `localhost:${port}`, '--format', 'ndjson']);
    expect(session.welcome()).not.toContain('secrets');
    expect(await (await fetch(`${session.url}/`)).text()).toBe('you asked for /');
    await session.interrupt();
  });

  it('injects faults', async () => {
    const session = await live([
      'tap',
      ...['--target', `127.0.0.1:${port}`],
      ...['--fault', 'drop-response:nth=1,connection=1'],
    ]);
    await expect(fetch(`${session.url}/`)).rejects.toThrow();
    expect((await fetch(`${session.url}/`)).status).toBe(200);
    const { stdout } = await session.interrupt();
    expect(stdout).toContain('never delivered');
  });

  it('makes no connection of its own', async () => {
    let connections = 0;
    const count = () => {
      connections += 1;
    };
    target.on('connection', count);
    const session = await live(['tap', '--target', `127.0.0.1:${port}`]);
    await (await fetch(`${session.url}/`)).text();
    await session.interrupt();
    target.off('connection', count);
    expect(connections).toBe(1);
  });

  it('started before its server, tries every address of the name at each connection', async () => {
    target.close();
    const session = await live(['tap', '--target', `localhost:${port}`]);
    await expect(fetch(`${session.url}/`)).rejects.toThrow();
    target.listen(port, '127.0.0.1');
    await once(target, 'listening');
    expect(await (await fetch(`${session.url}/late`)).text()).toBe('you asked for /late');
    await session.interrupt();
  });

  it.each(['127.0.0.1', 'localhost', '[::ffff:7f00:1]', '0.0.0.0'])(
    'refuses itself as its target: %s',
    async (host) => {
      const listen = host === 'localhost' ? ['--host', '::'] : [];
      const args = ['tap', '--target', `${host}:${port}`, '--port', `${port}`, ...listen];
      const { code, stderr } = await apilab(args);
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: `apilab: ${host}:${port} is where the tap itself listens; choose another port for it with --port\n`,
      });
    },
  );

  it('shows who is refused if nothing listens at the target', async () => {
    target.close();
    const session = await live(['tap', '--target', `127.0.0.1:${port}`]);
    await expect(fetch(`${session.url}/`)).rejects.toThrow();
    await session.shows('ECONNREFUSED');
    const { stdout } = await session.interrupt();
    expect(stdout).toContain('no connection: target cannot be reached');
    expect(stdout).toContain('client ╳ target');
  });

  it.each([
    [['tap'], '--target'],
    [['tap', '--target', 'localhost'], "'localhost' is no target; write host:port"],
    [['tap', '--target', 'localhost:0'], "'localhost:0' is no target"],
    [['tap', '--target', '192.0.2.1:80'], '192.0.2.1 is not on this machine; say --allow-remote'],
    [['tap', '--target', '[2001:db8::1]:80'], 'is not on this machine'],
    [['tap', '--target', 'localhost:80', '--host', ''], "--host is an address or a name, not ''"],
  ])('%j: one clear line, exit 2', async (args, complaint) => {
    const { code, stdout, stderr } = await apilab(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(complaint);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('loopback', () => {
  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::1%lo'])(
    'is %s',
    (address) => {
      expect(isLoopback(address)).toBe(true);
    },
  );

  it.each(['0.0.0.0', '::', '10.0.0.1', '127.example.com', '::ffff:10.0.0.1'])(
    'is not %s',
    (address) => {
      expect(isLoopback(address)).toBe(false);
    },
  );
});
