import { describe, expect, test } from 'vitest';
import { boundaryOf, readForm } from './multipart.ts';
import { Refused } from './refused.ts';

const lines = (...all: readonly string[]) => Buffer.from(all.join('\r\n'));
const disposition = 'Content-Disposition: form-data; name="note"';
const filed = (name: string) => `${disposition}; filename="${name}"`;

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The parts of a form as `name/fileName/type: content`, or the status and why it is refused. */
async function read(body: Uint8Array, { size = body.length + 1, boundary = 'cut' } = {}) {
  const parts: string[] = [];
  try {
    for await (const { name, fileName, type, content } of readForm(
      inPieces(body, size),
      boundary,
    )) {
      let text = '';
      for await (const piece of content) text += Buffer.from(piece).toString('latin1');
      parts.push(
        `${[name, fileName, type].filter((each) => each !== undefined).join('/')}: ${text}`,
      );
    }
    return parts;
  } catch (error) {
    if (error instanceof Refused) return `${error.status} ${error.message}`;
    throw error;
  }
}

describe('a form is read part by part', () => {
  const form = lines(
    ...['before', '--cut', disposition, '', 'hi\r\n--cu', '--cut \t', filed('a%22b.png')],
    ...[
      'Content-Type: Image/PNG; x=y',
      '',
      '\r\n-',
      '--cut',
      disposition,
      '',
      '',
      '--cut--',
      'behind',
    ],
  );
  const parts = ['note: hi\r\n--cu', 'note/a"b.png/image/png: \r\n-', 'note: '];

  test.each([1, 2, 3, 5, 7, 11, 64, 1000])('in pieces of %i bytes', async (size) => {
    expect(await read(form, { size })).toEqual(parts);
  });

  test('as undici reads it', async () => {
    const undici = new Response(form, {
      headers: { 'Content-Type': 'multipart/form-data; boundary=cut' },
    });
    const names = [...(await undici.formData().catch(() => new FormData())).keys()];
    // Not each version takes what stands before the first boundary.
    if (names.length > 0) expect(names).toEqual(['note', 'note', 'note']);
  });

  test('that nobody reads on, as far as it has to be for the next', async () => {
    const names: string[] = [];
    for await (const { name } of readForm(inPieces(form, 9), 'cut')) names.push(name);
    expect(names).toEqual(['note', 'note', 'note']);
  });
});

test.each([
  [`filename="a"; filename*=UTF-8''b`, 'a'],
  ['filename="a\\"b.png"', 'a"b.png'],
  ['filename="C:\\dir\\a.png"', 'C:\\dir\\a.png'],
  ['filename="a\\"', 'a\\'],
  ['filename="a\\\\"', 'a\\\\'],
  ['filename=""', ''],
  ['filename=a.png', 'a.png'],
])('a part with %s is called %s', async (sent, name) => {
  expect(await read(lines('--cut', `${disposition}; ${sent}`, '', '', '--cut--'))).toEqual([
    `note/${name}: `,
  ]);
});

test('a head full of quotes is looked at once', async () => {
  const odd = `${disposition}; filename="${'\\"'.repeat(3900)}x`;
  const since = performance.now();
  expect(await read(lines('--cut', odd, '', '', '--cut--'))).toMatch(/^400 A part does not say/);
  expect(performance.now() - since).toBeLessThan(500);
});

describe('what is no form is refused', () => {
  const part = [disposition, '', 'hi'];
  test.each<[string, string, readonly string[]]>([
    ['nothing', '400 The form breaks off', ['']],
    ['no boundary', '400 The form breaks off', ['hello']],
    ['no end', '400 The form breaks off', ['--cut', ...part]],
    ['an end that is none', '400 The form breaks off', ['--cut', ...part, '--cut-']],
    [
      'a line that begins with the boundary',
      '400 The boundary stands within a part',
      ['--cut', ...part, '--cutter', '--cut--'],
    ],
    ['no head', '400 A part does not say which field it is', ['--cut', '', 'hi', '--cut--']],
    [
      'no name',
      '400 A part does not say which field it is',
      ['--cut', 'Content-Disposition: form-data', '', '', '--cut--'],
    ],
    [
      'another disposition',
      '400 A part does not say which field it is',
      ['--cut', 'Content-Disposition: attachment; name="a"', '', '', '--cut--'],
    ],
    [
      'two names',
      '400 A part does not say which field it is',
      ['--cut', `${disposition}; name="b"`, '', '', '--cut--'],
    ],
    [
      'a quote that is not closed',
      '400 A part does not say which field it is',
      ['--cut', `${disposition}; filename="a`, '', '', '--cut--'],
    ],
    [
      'two dispositions',
      '400 A part has two Content-Disposition',
      ['--cut', disposition, filed('a'), '', '', '--cut--'],
    ],
    [
      'a folded line',
      '400 A line in the head of a part is no field',
      ['--cut', disposition, ' ; filename="a"', '', '', '--cut--'],
    ],
    [
      'a head without end',
      '413 The head of a part is too long',
      ['--cut', `${disposition}; filename="${'x'.repeat(9000)}`],
    ],
    [
      'a long head',
      '413 The head of a part is too long',
      ['--cut', filed('x'.repeat(9000)), '', '', '--cut--'],
    ],
    [
      'too many parts',
      '413 The form has too many parts',
      [...Array.from({ length: 5000 }, () => ['--cut', ...part]).flat(), '--cut--'],
    ],
    [
      'blanks without end',
      '400 The boundary stands within a part',
      [`--cut${' '.repeat(20_000)}`, ...part],
    ],
  ])('%s', async (_, answer, body) => {
    for (const size of [1, 1000]) expect(await read(lines(...body), { size })).toBe(answer);
  });

  test('a name that is not UTF-8', async () => {
    const body = Buffer.concat([
      lines('--cut', `${disposition}; filename="`),
      Buffer.from([0xff]),
      lines('"', '', '', '--cut--'),
    ]);
    expect(await read(body)).toBe('400 The head of a part is not UTF-8');
  });

  test.each([
    ['multipart/form-data; boundary=cut', 'cut'],
    ['Multipart/Form-Data ;charset=utf-8; Boundary="a b;c"', 'a b;c'],
    ['multipart/form-data', undefined],
    ['multipart/form-data; boundary=', undefined],
    ['multipart/form-data; boundary=""', undefined],
    [`multipart/form-data; boundary=${'x'.repeat(71)}`, undefined],
    ['multipart/mixed; boundary=cut', undefined],
    ['', undefined],
  ])('by its media type %s', (type, boundary) => {
    expect(boundaryOf(type)).toBe(boundary);
  });
});

test('a file of 2 GB is never held', { timeout: 60_000 }, async () => {
  const piece = new Uint8Array(1024 * 1024);
  const pieces = async function* () {
    yield lines('--cut', filed('film.png'), '', '');
    for (let count = 0; count < 2048; count++) yield piece;
    yield lines('', '--cut--', '');
  };
  let bytes = 0;
  let most = 0;
  for await (const { content } of readForm(pieces(), 'cut')) {
    for await (const each of content) {
      bytes += each.byteLength;
      most = Math.max(most, each.byteLength);
    }
  }
  expect(bytes).toBe(2048 * piece.length);
  expect(most).toBeLessThan(piece.length + 100);
});
