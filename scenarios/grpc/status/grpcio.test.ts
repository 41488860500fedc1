import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isInstalled } from '#test/oracles/installed';
import { ordersService } from '../parts/shop.ts';
import { balancer } from './balancer.ts';
import { ordersServer } from './orders-server.ts';

const run = promisify(execFile);

/** The Python of the system, which its packages belong to. */
const PYTHON = '/usr/bin/python3';

/** Places the orders that come as arguments, `token product quantity`, and prints how they end. */
const CLIENT = `
import grpc, sys

same = lambda message: message
with grpc.insecure_channel(sys.argv[1]) as channel:
    place = channel.unary_unary('/shop.Orders/Place', same, same)
    for order in sys.argv[2:]:
        token, product, quantity = order.split(' ')
        item = bytes([8, int(product), 16, int(quantity)])
        metadata = (('authorization', token and 'Bearer ' + token), ('trace-bin', b'\\xff\\x00\\xfe'))
        try:
            reply, call = place.with_call(item, timeout=5, metadata=metadata)
            trailers = dict(call.trailing_metadata())
            print('OK', trailers.get('trace-bin', b'').hex())
        except grpc.RpcError as error:
            print(error.code().name)
`;

/** What the client of another library prints about some orders. */
async function ended(port: number, orders: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run(PYTHON, ['-c', CLIENT, `127.0.0.1:${port}`, ...orders]);
  return stdout.trim().split('\n');
}

describe.skipIf(!isInstalled(PYTHON, ['-c', 'import grpc']))('grpcio for Python', () => {
  test('gets the same codes, and its bytes back', async () => {
    const { port, close } = await ordersServer({ service: ordersService }).listen({
      host: '127.0.0.1',
    });
    onTestFinished(close);
    const orders = [
      'ada 1 1',
      'ada 1 0',
      'ada 9 1',
      'ada 6 1',
      ' 1 1',
      'guest 1 1',
      'reseller 1 1',
    ];
    expect(await ended(port, orders)).toEqual([
      'OK ff00fe',
      'INVALID_ARGUMENT',
      'NOT_FOUND',
      'UNKNOWN',
      'UNAUTHENTICATED',
      'PERMISSION_DENIED',
      'RESOURCE_EXHAUSTED',
    ]);
  });

  test('makes up the same codes for answers without one', async () => {
    const statuses = [404, 429, 503, 401];
    const listen = balancer(statuses, { date: () => new Date(0) });
    const { port, close } = await listen({ host: '127.0.0.1' });
    onTestFinished(() => void close());
    expect(
      await ended(
        port,
        statuses.map(() => 'ada 1 1'),
      ),
    ).toEqual(['UNIMPLEMENTED', 'UNAVAILABLE', 'UNAVAILABLE', 'UNAUTHENTICATED']);
  });
});
