import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { seededRandom } from '../../../src/lab/chance/random.ts';
import { reflect } from '../../../src/lab/live/reflection.ts';
import { authority } from '../../../src/lab/tls/authority.ts';
import { portOf } from '../../tap/rig.ts';
import { reflectingServer } from './reflecting-server.ts';

describe('a server that is asked to describe itself', () => {
  test.each([
    ['in v1', ['grpc.reflection.v1']],
    ['in v1alpha, as older ones do', ['grpc.reflection.v1alpha']],
  ])('gives its types %s, imports too', async (_, versions) => {
    const { types, services } = await reflect({
      address: '127.0.0.1',
      port: await reflectingServer(versions),
    });
    expect(services).toEqual(['shop.Prices']);
    expect(types.methods).toEqual({
      '/shop.Prices/Get': { input: 'shop.Ask', output: 'shop.Price' },
    });
    expect(types.messages['shop.Price']).toMatchObject({ 2: { name: 'cost', type: 'shop.Money' } });
    expect(types.messages['shop.Money']).toMatchObject({ 1: { name: 'cents', type: 'int32' } });
  });

  test('that does not offer it is named', async () => {
    const port = await reflectingServer([]);
    await expect(reflect({ address: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'not-offered',
    });
  });

  test('gives its types over TLS, and its certificate is checked if that is asked', async () => {
    const cert = authority(seededRandom(1)).issue('prices');
    const port = await reflectingServer(['grpc.reflection.v1'], 0, cert);
    const ask = (isChecked: boolean) =>
      reflect({ address: '127.0.0.1', port, tls: { host: 'localhost', isChecked } });
    expect((await ask(false)).services).toEqual(['shop.Prices']);
    await expect(ask(true)).rejects.toMatchObject({
      code: 'not-understood',
      message: expect.stringMatching(/^no TLS with the target: .*certificate/),
    });
  });

  test('that is not there is named', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = portOf(server.address());
    server.close();
    await once(server, 'close');
    await expect(reflect({ address: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'unreachable',
    });
  });

  test('that speaks no HTTP/2 does no harm', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const port = portOf(server.address());
    await expect(reflect({ address: '127.0.0.1', port })).rejects.toMatchObject({
      name: 'ReflectionError',
    });
  });
});
