import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/wire/limits.ts';
import type { Node } from '../../../src/wire/types.ts';
import { allNodes, type Body, layerOf, problemsOf, read } from './contents.ts';

const type = 'multipart/form-data; boundary=cut';
const lines = (...all: readonly string[]) => all.join('\r\n');
const form = (body: string | Uint8Array, given: Body = {}) => read(body, { type, ...given });
const partsOf = (body: string | Uint8Array, given: Body = {}) => form(body, given).content.parts;
const kindsOf = (body: string, given: Body = {}) =>
  layerOf(form(body, given), 'multipart').map(({ kind }) => kind);

const disposition = 'Content-Disposition: form-data; name="note"';
const note = lines('--cut', disposition, '', 'Grüße', '--cut--', '');

describe('a multipart content', () => {
  it('is read part by part, with the range of each', () => {
    const body = lines(
      '--cut',
      disposition,
      '',
      'hi',
      '--cut',
      'Content-Disposition: form-data; name="photo"; filename="a.png"',
      'Content-Type: image/png',
      '',
      '\u0089PNG',
      '--cut--',
      '',
    );
    const content = form(Buffer.from(body, 'latin1'), { wireStart: 100 });
    expect(problemsOf(content)).toEqual([]);
    expect(content.content.parts).toEqual([
      {
        fields: [{ name: 'Content-Disposition', value: 'form-data; name="note"' }],
        byteLength: 2,
        text: 'hi',
      },
      {
        fields: [
          { name: 'Content-Disposition', value: 'form-data; name="photo"; filename="a.png"' },
          { name: 'Content-Type', value: 'image/png' },
        ],
        byteLength: 4,
      },
    ]);
    expect(layerOf(content, 'multipart').slice(0, 3)).toMatchObject([
      { kind: 'multipart.delimiter', start: 100, end: 107 },
      {
        kind: 'multipart.part',
        start: 107,
        end: 156,
        children: [
          { kind: 'multipart.field', start: 107, end: 152, name: 'Content-Disposition' },
          { kind: 'multipart.blank', start: 152, end: 154 },
          { kind: 'multipart.content', start: 154, end: 156 },
        ],
      },
      { kind: 'multipart.delimiter', start: 156, end: 165 },
    ]);
  });

  it('reads names and texts as UTF-8', () => {
    expect(partsOf(note)).toMatchObject([{ text: 'Grüße', byteLength: 7 }]);
  });

  it('has text in a part that can be read as one, whatever it is declared as', () => {
    const body = lines('--cut', disposition, 'Content-Type: image/png', '', '<script>', '--cut--');
    expect(partsOf(body)).toMatchObject([{ text: '<script>' }]);
  });

  it('keeps what stands before the first part and behind the last', () => {
    expect(kindsOf(`before\r\n${note}behind`)).toEqual([
      ...['multipart.preamble', 'multipart.delimiter', 'multipart.part'],
      ...['multipart.close', 'multipart.epilogue'],
    ]);
  });

  it('takes no line for a delimiter that only begins like one', () => {
    const body = lines('--cut', disposition, '', '--cutter', 'x--cut', '--cut-', '--cut--');
    expect(partsOf(body)).toMatchObject([{ text: '--cutter\r\nx--cut\r\n--cut-' }]);
  });

  it('passes over blanks behind a boundary, which somebody on the way may add', () => {
    expect(partsOf(note.replace('--cut\r', '--cut \t\r'))).toHaveLength(1);
  });

  it.each([
    ['multipart/form-data; boundary="a b"', 'a b'],
    ['Multipart/Form-Data;BOUNDARY=x', 'x'],
    ['multipart/mixed; charset=utf-8; boundary=x', 'x'],
  ])('finds the boundary in %s', (given, boundary) => {
    const body = lines(`--${boundary}`, disposition, '', 'hi', `--${boundary}--`);
    expect(partsOf(body, { type: given })).toMatchObject([{ text: 'hi' }]);
  });
});

describe('what is wrong with a multipart content', () => {
  const of = (...body: readonly string[]) => problemsOf(form(lines(...body)));

  it.each<[string, readonly string[], readonly string[]]>([
    ['no delimiter', ['nothing'], ['multipart-no-parts']],
    ['no end', ['--cut', disposition, '', 'hi'], ['multipart-not-closed']],
    ['a head that goes on', ['--cut', disposition, '--cut--'], ['multipart-part-head']],
    ['no head', ['--cut', '', 'hi', '--cut--'], ['multipart-part-unnamed']],
    [
      'a nameless part',
      ['--cut', 'Content-Disposition: form-data', '', '', '--cut--'],
      ['multipart-part-unnamed'],
    ],
    [
      'filename*',
      ['--cut', `${disposition}; filename*=UTF-8''a`, '', '', '--cut--'],
      ['multipart-filename-star'],
    ],
    [
      'nothing, if only a name says so',
      ['--cut', `${disposition}; filename="a\\"; filename*=b"`, '', '', '--cut--'],
      [],
    ],
    [
      'a name that stands in a file name',
      ['--cut', 'Content-Disposition: form-data; filename="a; name=b"', '', '', '--cut--'],
      ['multipart-part-unnamed'],
    ],
    ['no field', ['--cut', disposition, 'what', '', '', '--cut--'], ['multipart-field-line']],
  ])('%s', (_, body, problems) => {
    expect(of(...body)).toEqual(problems);
  });

  it('no boundary', () => {
    for (const odd of [
      'multipart/form-data',
      'multipart/form-data; boundary=""',
      `multipart/form-data; boundary=${'x'.repeat(71)}`,
    ]) {
      expect(problemsOf(read(note, { type: odd }))).toEqual(['multipart-no-boundary']);
    }
  });

  it('is nothing that is missing because only the beginning was kept', () => {
    for (let length = 1; length < Buffer.byteLength(note); length++) {
      const bytes = Buffer.from(note).subarray(0, length);
      expect(problemsOf(form(bytes, { byteLength: 1000 }))).toEqual([]);
    }
  });
});

describe('a hostile multipart content', () => {
  it('of thousands of parts is read as far as anybody looks', () => {
    const content = form(`${lines('--cut', '', '').repeat(5000)}--cut--`);
    expect(content.content.parts?.length).toBe(limits.parts);
    expect(problemsOf(content)).toContain('multipart-too-many-parts');
  });

  it('is tiled by its nodes, however it is cut and damaged', () => {
    const sound = Buffer.from(`x\r\n${note.slice(0, -9)}\r\n${note}y`);
    for (let at = 0; at < sound.length; at++) {
      for (const damage of ['', '\r', '\n', '-', ':', '\0']) {
        const bytes = Buffer.concat([
          sound.subarray(0, at),
          Buffer.from(damage),
          sound.subarray(at + 2),
        ]);
        const leaves = allNodes(layerOf(form(bytes), 'multipart')).filter(isLeaf);
        expect(leaves.map(({ start }) => start)).toEqual(
          [0, ...leaves.map(({ end }) => end)].slice(0, -1),
        );
        expect(leaves.at(-1)?.end).toBe(bytes.length);
      }
    }
  });

  it('costs no more than its length', () => {
    for (const unit of ['\r\n--cut', '\r\n--cut ', '--cut\r\n', ':', '; name=', '\r\n--cut-']) {
      const head = lines('--cut', 'Content-Disposition: form-data');
      const from = performance.now();
      form(head + unit.repeat(1_000_000 / unit.length));
      expect(performance.now() - from).toBeLessThan(2_000);
    }
  });
});

const isLeaf = ({ children = [], start, end }: Node) => children.length === 0 && end > start;
