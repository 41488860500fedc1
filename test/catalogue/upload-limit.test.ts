import { expect, onTestFinished, test } from 'vitest';
import { readCatalogue } from '../../src/lab/catalogue/catalogue.ts';
import { loadServer } from '../../src/lab/catalogue/servers.ts';
import { serverSession, startServers } from '../../src/lab/live/server-session.ts';

test('apilab serve bulk-upload takes files as long as it says', async () => {
  const entry = (await readCatalogue({ drafts: true })).find(({ id }) => id === 'bulk-upload');
  if (entry === undefined) throw new Error('there is no bulk-upload');
  const definition = await loadServer(entry);
  const session = serverSession(entry, definition, { seed: 1, emit: () => {} });
  onTestFinished(async () => void (await session.close()));
  const { port } = (await startServers(definition, session)).upstream;
  const most = Number(/up to (\d+) kB each/.exec(definition.about)?.[1]) * 1000;
  const send = async (files: number, bytes: number) => {
    const form = new FormData();
    const content = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(bytes - 5)]);
    for (let count = 0; count < files; count++) form.append('file', new Blob([content]), 'a.pdf');
    const answer = await fetch(`http://127.0.0.1:${port}/files`, { method: 'POST', body: form });
    return [answer.status, answer.headers.get('content-type')];
  };
  expect(await send(1, most)).toEqual([201, 'application/json']);
  expect(await send(1, most + 1)).toEqual([413, 'application/problem+json']);
  expect(await send(3, most)).toEqual([201, 'application/json']);
});
