import { expect, test } from 'vitest';
import { pcapngReport } from '../../../src/report/pcapng/index.ts';
import { tell } from '../../lab/tls/story.ts';

test('what is to be said of a message inside TLS is in the capture', async () => {
  const gone = { fetch: () => new Response('gone', { status: 410 }) };
  const { events } = await tell(async (lab) => {
    await lab.serve('api', gone, { tls: {} });
    await (await lab.connections('ada').fetch('https://api/orders/7')).text();
    await (await lab.connections('ada').fetch('https://api/orders/8')).text();
  });
  const report = pcapngReport();
  const blocks = events.map((event) => Buffer.from(report.take(event)));
  const file = Buffer.concat([...blocks, Buffer.from(report.end())]).toString('utf8');
  const said = file.match(/Inside TLS: HTTP\/1\.1 410 Gone: 410: [^\0]*\(RFC 9110 §15\.5\.11\)/g);
  expect(said).toHaveLength(2);
});
