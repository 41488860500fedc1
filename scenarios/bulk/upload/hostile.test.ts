import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startServer } from 'apilab/testing';
import { afterEach, expect, test } from 'vitest';
import { serverErrors } from '#test/hostile';
import { attachment } from './disposition.ts';
import { nameForPeople } from './file-name.ts';
import { filesApi } from './files-api.ts';
import { folderDisk } from './folder-disk.ts';
import { encodeForm, type FormField } from './form.ts';
import { typeByContent } from './media-type.ts';
import { memoryDisk } from './memory-disk.ts';
import { savedName } from './saved-name.ts';
import { uploads } from './uploads.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An API whose files lie in a real folder. */
function open({ limitBytes = 10_000 } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'apilab-upload-'));
  folders.push(root);
  const folder = mkdtempSync(join(root, 'files-'));
  let last = 0;
  const stored = uploads({ disk: folderDisk, folder, newId: () => `id-${++last}`, limitBytes });
  const api = filesApi({ uploads: stored });
  const post = (body: Uint8Array) =>
    api.request('/files', {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=cut' },
      body,
    });
  return {
    api,
    post,
    root,
    folder,
    send: (...fields: readonly FormField[]) => post(encodeForm(fields, 'cut')),
    /** What lies in the folder, and what beside it. */
    lies: () => [readdirSync(folder), readdirSync(root).length - 1] as const,
  };
}

const pdf = (fileName: string, more = ''): FormField => ({
  ...{ name: 'file', fileName, type: 'application/pdf', content: `%PDF-${more}` },
});

test('files take whatever is sent for what it is', async () => {
  const options = {
    paths: ['/files', '/files/id-1', '/files/..%2f..%2fetc%2fpasswd', '/'],
    fields: ['content-type', 'content-length', 'expect'],
  };
  expect(await serverErrors(open().api, options)).toEqual([]);
});

test.each([
  '../../../tmp/evil',
  '/etc/passwd',
  'C:\\windows\\evil.dll',
  '..',
  '',
  'CON',
  'a\0.png',
  'x'.repeat(2000),
  '.htaccess',
  '%2e%2e%2fevil',
])('a file called %j lies in the folder and nowhere else', async (name) => {
  const { send, lies } = open();
  expect((await send(pdf(name))).status).toBe(201);
  expect(lies()).toEqual([['id-1'], 0]);
});

test.each([
  ['../a.png', 'a.png'],
  ['C:\\b.png', 'b.png'],
  ['a\r\nb\0.png', 'ab.png'],
  ['gpj\u202e.exe', 'gpj.exe'],
  ['می\u200cخواهم.pdf', 'می\u200cخواهم.pdf'],
  ['..', 'file'],
  ['dir/', 'file'],
  ['\ud800.png', '.png'],
  ['é'.repeat(300), 'é'.repeat(100)],
  ['CON', 'CON'],
])('a file sent as %j is called %j', (sent, name) => {
  expect(nameForPeople(sent)).toBe(name);
});

test.each([
  'a.png',
  'Café "Mai".png',
  "5 € 'a' (b)*.png",
  'back\\slash.png',
  '50%20off.png',
  'a"; filename=evil.html',
  '日本.png',
  ';',
])('a client saves %j under its name', (name) => {
  const field = attachment(name);
  expect(savedName(field)).toBe(name);
  expect(() => new Headers({ 'Content-Disposition': field })).not.toThrow();
});

test.each([null, '', 'attachment', 'attachment; filename', 'attachment; filename="a', ';;;'])(
  'a client finds no name in %j',
  (field) => {
    expect(savedName(field)).toBeUndefined();
  },
);

test('a name that cannot be decoded gives way to the other', () => {
  expect(savedName(`attachment; filename="a"; filename*=UTF-8''%ff`)).toBe('a');
});

test.each<[string, string | undefined]>([
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff\xe0', 'image/jpeg'],
  ['GIF89a', 'image/gif'],
  ['%PDF-1.7', 'application/pdf'],
  ['<svg onload=alert(1)>', undefined],
  ['\x89PN', undefined],
  ['', undefined],
])('what begins with %j is %s', (beginning, type) => {
  expect(typeByContent(Buffer.from(beginning, 'latin1'), 'text/html')).toBe(type);
});

test('a form of which one file is refused stores none of them', async () => {
  const { send, lies } = open();
  const page = { ...pdf('b.pdf'), content: '<html>' };
  expect((await send(pdf('a.pdf'), page)).status).toBe(415);
  expect(lies()).toEqual([[], 0]);
});

test('a form that breaks off anywhere stores nothing', async () => {
  const { post, lies } = open();
  const form = encodeForm([pdf('a.pdf', 'x'.repeat(50)), pdf('b.pdf')], 'cut');
  for (let length = 0; length < form.length - 2; length += 7) {
    expect((await post(form.subarray(0, length))).status).toBe(400);
  }
  expect(lies()).toEqual([[], 0]);
});

test('a file may be as long as the limit, and not longer', async () => {
  const { send, lies } = open({ limitBytes: 100 });
  expect((await send(pdf('a.pdf', 'x'.repeat(95)))).status).toBe(201);
  const answer = await send(pdf('b.pdf', 'x'.repeat(96)));
  expect([answer.status, await answer.json()]).toMatchObject([413, { limitBytes: 100 }]);
  expect(
    (await send(...Array.from({ length: 9 }, () => pdf('c.pdf', 'x'.repeat(60))))).status,
  ).toBe(413);
  expect(lies()).toEqual([['id-1'], 0]);
});

test('PUT puts another content in place, or leaves what is there', async () => {
  const { api, send, lies } = open();
  await send(pdf('a.pdf', '1'));
  const put = (body: string) => api.request('/files/id-1', { method: 'PUT', body });
  expect((await put('<html>')).status).toBe(415);
  expect((await put(`%PDF-${'x'.repeat(10_000)}`)).status).toBe(413);
  const headers = { 'Content-Range': 'bytes 0-5/9' };
  const part = { method: 'PUT', body: '%PDF-3', headers };
  expect((await api.request('/files/id-1', part)).status).toBe(400);
  expect(await (await api.request('/files/id-1')).text()).toBe('%PDF-1');
  expect((await put('%PDF-2')).status).toBe(204);
  expect(await (await api.request('/files/id-1')).text()).toBe('%PDF-2');
  expect(lies()[0]).toHaveLength(1);
});

test('of two who replace a file at once, one content is left and no other', async () => {
  const { api, send, lies } = open();
  await send(pdf('a.pdf', '1'));
  const put = (body: string) => api.request('/files/id-1', { method: 'PUT', body });
  await Promise.all([put('%PDF-2'), put('%PDF-3'), put('%PDF-4')]);
  expect(await (await api.request('/files/id-1')).text()).toMatch(/^%PDF-[234]$/);
  expect(lies()[0]).toHaveLength(1);
});

test('HEAD opens no file', async () => {
  const { api, send } = open();
  await send(pdf('a.pdf'));
  const opened = () => readdirSync('/dev/fd').length;
  const before = opened();
  for (let count = 0; count < 50; count++) {
    const answer = await api.request('/files/id-1', { method: 'HEAD' });
    expect(answer.headers.get('content-length')).toBe('5');
  }
  await setTimeout(20);
  expect(opened()).toBeLessThan(before + 25);
});

test('a file that is there no more breaks its own answer off, and nothing else', async () => {
  const { api, send, root } = open();
  await send(pdf('a.pdf'));
  rmSync(root, { recursive: true });
  await expect((await api.request('/files/id-1')).text()).rejects.toThrow('ENOENT');
});

test('a disk that is full keeps nothing of a form', async () => {
  const { lies, folder } = open();
  async function* full(pieces: AsyncIterable<Uint8Array>) {
    for await (const piece of pieces) {
      if (Buffer.from(piece).includes('b')) throw new Error('ENOSPC');
      yield piece;
    }
  }
  const disk = {
    ...folderDisk,
    write: (path: string, pieces: AsyncIterable<Uint8Array>) =>
      folderDisk.write(path, full(pieces)),
  };
  let last = 0;
  const stored = uploads({ disk, folder, newId: () => `id-${++last}`, limitBytes: 1000 });
  const body = encodeForm([pdf('a.pdf', 'a'), pdf('b.pdf', 'b')], 'cut');
  const headers = { 'Content-Type': 'multipart/form-data; boundary=cut' };
  const answer = await filesApi({ uploads: stored }).request('/files', {
    method: 'POST',
    headers,
    body,
  });
  expect([answer.status, stored.all().length]).toEqual([500, 0]);
  expect(lies()).toEqual([[], 0]);
});

test.each([
  ['', 415],
  ['application/json', 415],
  ['multipart/form-data', 415],
  ['multipart/form-data; boundary=cut', 422],
])('a content of type %j without a file is %i', async (type, status) => {
  const headers = { 'Content-Type': type };
  const body = encodeForm([{ name: '__proto__', content: 'x' }], 'cut');
  expect((await open().api.request('/files', { method: 'POST', headers, body })).status).toBe(
    status,
  );
});

test('who goes away in the middle leaves nothing, and the server serves on', async () => {
  const { api, lies, send } = open({ limitBytes: 1_000_000 });
  const { port, close } = await startServer(api);
  const form = encodeForm([pdf('a.pdf', 'x'.repeat(500_000))], 'cut');
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  const head = ['POST /files HTTP/1.1', 'Host: a', `Content-Length: ${form.length}`];
  socket.write(
    `${[...head, 'Content-Type: multipart/form-data; boundary=cut'].join('\r\n')}\r\n\r\n`,
  );
  socket.write(form.subarray(0, 300_000));
  await expect.poll(() => lies()[0]).toEqual(['id-1.part']);
  socket.destroy();
  await expect.poll(() => lies()).toEqual([[], 0]);
  expect((await send(pdf('b.pdf'))).status).toBe(201);
  await close();
});

test('both disks keep what comes whole, and nothing that breaks off', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'apilab-upload-'));
  folders.push(folder);
  const path = join(folder, 'a');
  for (const disk of [folderDisk, memoryDisk()]) {
    const broken = async function* () {
      yield Buffer.from('half');
      throw new Error('broken');
    };
    await expect(disk.write(path, broken())).rejects.toThrow('broken');
    const whole = async function* () {
      yield Buffer.from('wh');
      yield Buffer.from('ole');
    };
    await disk.write(path, whole());
    let read = '';
    for await (const piece of disk.read(path)) read += piece;
    expect(read).toBe('whole');
    await disk.remove(path);
    await disk.remove(path);
  }
  expect(existsSync(path)).toBe(false);
});
