import { type ConnectionOptions, connect, createServer, type TlsOptions } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dissectConnection } from '../../../src/wire/connection.ts';
import type { Message, TlsRecord } from '../../../src/wire/types.ts';
import { portOf, rig } from '../../tap/rig.ts';
import { selfSigned } from './certificate.ts';

const certificate = selfSigned();

interface Secured {
  readonly records: readonly TlsRecord[];
  /** What Node's client says of the connection. */
  readonly client: {
    readonly protocol: string | null;
    readonly alpn: string;
    readonly cipher: string;
  };
}

/** A handshake and an exchange of a word through a tap. */
async function secured(server: TlsOptions, options: ConnectionOptions): Promise<Secured> {
  const listener = createServer({ ...certificate, ...server }, (socket) => {
    socket.on('error', () => {});
    socket.on('data', () => socket.end('hello back'));
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void listener.close());
  const upstream = { host: '127.0.0.1', port: portOf(listener.address()) };
  const { tap, events, seen } = await rig({ upstream, dissect: dissectConnection });
  const socket = connect({
    port: tap.port,
    host: tap.host,
    servername: 'shop.example',
    rejectUnauthorized: false,
    ...options,
  });
  socket.on('secureConnect', () => socket.write('hello'));
  socket.on('data', () => {});
  const client = await new Promise<Secured['client']>((resolve) => {
    let state: Secured['client'] = { protocol: null, alpn: '', cipher: '' };
    socket.on('secureConnect', () => {
      const cipher = socket.getCipher().standardName;
      state = { protocol: socket.getProtocol(), alpn: `${socket.alpnProtocol}`, cipher };
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(state));
  });
  await seen('connection-ended', ({ direction }) => direction === 'client-to-server');
  await seen('connection-ended', ({ direction }) => direction === 'server-to-client');
  const records = events.flatMap((event) => (event.type === 'message' ? [event.message] : []));
  return { records: records.filter(isRecord), client };
}

function isRecord(message: Message): message is TlsRecord {
  return message.kind === 'tls-record';
}

const by = (records: readonly TlsRecord[], direction: TlsRecord['direction']) =>
  records.filter((record) => record.direction === direction);
const alpn = { ALPNProtocols: ['h2', 'http/1.1'] };

describe.skipIf(certificate === undefined)('a real handshake', () => {
  test('of TLS 1.3 shows name, protocols, versions and cipher; the rest is encrypted', async () => {
    const { records, client } = await secured(alpn, { ...alpn, minVersion: 'TLSv1.3' });
    expect(client).toMatchObject({ protocol: 'TLSv1.3', alpn: 'h2' });
    const [hello] = by(records, 'client-to-server');
    expect(hello).toMatchObject({
      handshake: ['client_hello'],
      sni: 'shop.example',
      alpn: ['h2', 'http/1.1'],
      versions: ['TLS 1.3'],
      encrypted: false,
    });
    const [answer, ...rest] = by(records, 'server-to-client');
    expect(answer).toMatchObject({
      handshake: ['server_hello'],
      versions: ['TLS 1.3'],
      cipher: client.cipher,
    });
    expect(new Set(rest.map(({ summary }) => summary))).toEqual(
      new Set(['change_cipher_spec', 'application_data, encrypted']),
    );
    expect(records.flatMap(({ problems }) => problems)).toEqual([]);
  });

  test('of TLS 1.2 is in the clear up to ChangeCipherSpec', async () => {
    const { records, client } = await secured(alpn, { ...alpn, maxVersion: 'TLSv1.2' });
    expect(client).toMatchObject({ protocol: 'TLSv1.2', alpn: 'h2' });
    const fromServer = by(records, 'server-to-client');
    expect(fromServer[0]).toMatchObject({
      versions: ['TLS 1.2'],
      alpn: ['h2'],
      cipher: client.cipher,
    });
    expect(fromServer.flatMap(({ handshake }) => handshake ?? [])).toEqual(
      expect.arrayContaining([
        'server_hello',
        'certificate',
        'server_key_exchange',
        'server_hello_done',
      ]),
    );
    const fromClient = by(records, 'client-to-server').map(({ summary }) => summary);
    expect(fromClient.slice(0, 5)).toEqual([
      'client_hello',
      'client_key_exchange',
      'change_cipher_spec',
      'handshake, encrypted',
      'application_data, encrypted',
    ]);
    expect(records.flatMap(({ problems }) => problems)).toEqual([]);
  });

  test('offers both versions where both are allowed', async () => {
    const { records } = await secured({}, { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' });
    expect(records[0]?.versions).toEqual(['TLS 1.3', 'TLS 1.2']);
    expect(records[0]?.alpn).toBeUndefined();
  });

  test('with a HelloRetryRequest is followed through the second hello', async () => {
    const { records } = await secured({ ecdhCurve: 'P-384' }, { ecdhCurve: 'X25519:P-384' });
    const names = records.flatMap(({ handshake }) => handshake ?? []);
    expect(names).toEqual(['client_hello', 'hello_retry_request', 'client_hello', 'server_hello']);
    expect(records.flatMap(({ problems }) => problems)).toEqual([]);
  });

  test('that finds no common protocol ends with an alert in the clear', async () => {
    const { records } = await secured({ ALPNProtocols: ['h2'] }, { ALPNProtocols: ['http/1.1'] });
    expect(records.at(-1)).toMatchObject({
      direction: 'server-to-client',
      alert: { level: 'fatal', code: 120, description: 'no_application_protocol' },
      summary: 'alert fatal no_application_protocol',
    });
  });
});
