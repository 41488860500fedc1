import { expect, test } from 'vitest';
import { layoutFor } from '../../../src/report/terminal/layout.ts';
import { dissect } from '../../wire/http1/conversation.ts';
import { clientHello, record, serverHello } from '../../wire/tls/records.ts';
import { liveView } from '../live-view.ts';
import { seen } from '../sse-replay.events.ts';

test('records show what is in the clear, and that the rest is encrypted', () => {
  const hello = clientHello({ sni: 'shop.example', alpn: ['h2'], versions: [0x0304, 0x0303] });
  const view = liveView({ width: 120 });
  const lines = dissect([
    ['client', record(22, hello)],
    ['server', record(22, serverHello())],
    ['server', record(23, Buffer.alloc(300))],
    ['server', record(21, Uint8Array.of(2, 48))],
  ]).flatMap((message) => view.write(seen(0, message)).trimEnd().split('\n'));
  expect(lines.map((line) => line.slice(layoutFor(120).textColumn))).toEqual([
    'client_hello · ALPN: h2 · server name: shop.example · version: TLS 1.3, TLS 1.2',
    'server_hello · version: TLS 1.2 · cipher: TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    'encrypted  (300 B)',
    expect.stringMatching(/^alert fatal unknown_ca {2,}nobody trusted signed the certificate/),
  ]);
});
