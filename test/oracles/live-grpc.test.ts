import { execFile } from 'node:child_process';
import { promisify, stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { live } from '../cli/live.ts';
import { isInstalled } from './installed.ts';

const run = promisify(execFile);

/** The Python of the system, which its packages belong to. */
const PYTHON = '/usr/bin/python3';

/** Messages as bytes: field 1 is the product, a varint (Protocol Buffers encoding). */
const GRPCIO_CLIENT = `
import grpc, sys

same = lambda message: message
with grpc.insecure_channel(sys.argv[1]) as channel:
    get = channel.unary_unary('/shop.Prices/Get', same, same)
    print(get(b'\\x08\\x01', timeout=5).hex())
    try:
        get(b'\\x08\\x09', timeout=5)
    except grpc.RpcError as error:
        print(error.code().name, error.details())
    watch = channel.unary_stream('/shop.Prices/Watch', same, same)
    try:
        for price in watch(b'\\x08\\x01', timeout=2.5):
            print('tick')
    except grpc.RpcError as error:
        print(error.code().name)
`;

describe.skipIf(!isInstalled(PYTHON, ['-c', 'import grpc']))('grpcio for Python', () => {
  it('gets an answer, a status and a stream until its deadline', async () => {
    const session = await live(['serve', 'grpc']);
    const { stdout } = await run(PYTHON, [
      '-c',
      GRPCIO_CLIENT,
      session.url.slice('http://'.length),
    ]);
    // Field 1 is 1, field 2 is 8900: 0x08 01, 0x10 c4 45.
    expect(stdout.split('\n')[0]).toMatch(/^080110c445/);
    expect(stdout).toContain('NOT_FOUND no product 9\n');
    expect(stdout).toContain('tick\ntick\nDEADLINE_EXCEEDED\n');
    const { stdout: shown } = await session.interrupt();
    expect(shown).toContain('/shop.Prices/Get');
    expect(shown).toContain('NOT_FOUND');
    expect(shown).toContain('8900');
    expect(shown).toContain('1 connection · 3 requests');
  });

  it('finds its names through apilab tap --proto', async () => {
    const server = await live(['serve', 'grpc']);
    const target = server.url.slice('http://'.length);
    const session = await live(['tap', '--target', target, '--proto', 'protos/shop.proto']);
    await run(PYTHON, ['-c', GRPCIO_CLIENT, session.url.slice('http://'.length)]);
    const [named] = await Promise.all([session.interrupt(), server.interrupt()]);
    expect(named.stdout).toMatch(/cents/);
  });
});

describe.skipIf(!isInstalled('nghttp', ['--version']))('nghttp', () => {
  it('speaks HTTP/2 to the gRPC server and is told that it speaks no gRPC', async () => {
    const session = await live(['serve', 'grpc']);
    const { stdout } = await run('nghttp', ['-nv', `${session.url}/shop.Prices/Get`]);
    expect(stripVTControlCharacters(stdout)).toContain(':status: 415');
    const { stdout: shown } = await session.interrupt();
    expect(shown).toContain('415');
  });
});
