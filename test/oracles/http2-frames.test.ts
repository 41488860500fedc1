import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { http2Dissector } from '../../src/wire/http2/dissector.ts';
import { errorName } from '../../src/wire/http2/names.ts';
import { PREFACE } from '../../src/wire/http2/opening.ts';
import type { Http2Frame } from '../../src/wire/http2/types.ts';
import type { Direction, Node } from '../../src/wire/types.ts';
import { corpus } from './corpora.ts';

/** One case: a frame in hexadecimal and its parts, or the codes of the errors that it may cause. */
interface Case {
  readonly error: readonly number[] | null;
  readonly wire: string;
  readonly frame: {
    readonly length: number;
    readonly type: number;
    readonly flags: number;
    readonly stream_identifier: number;
    readonly frame_payload: Readonly<Record<string, unknown>>;
  } | null;
}

const folder = corpus('http2-frame');

describe.skipIf(folder === undefined)('frames that others wrote down', () => {
  const cases = folder === undefined ? [] : casesOf(folder);
  const valid = cases.filter(([, { error }]) => error === null);
  const invalid = cases.filter(([, { error }]) => error !== null);

  it('are 12 valid ones and 22 that break a rule', () => {
    expect([valid.length, invalid.length]).toEqual([12, 22]);
  });

  it.each(valid)('%s', (_, { wire, frame: expected }) => {
    const frame = dissect(wire);
    expect(partsOf(frame, Buffer.from(wire, 'hex'))).toEqual(expected?.frame_payload);
    expect([frame.type, frame.stream]).toEqual([expected?.type, expected?.stream_identifier]);
    const errors = frame.problems.map(({ error }) => error);
    expect(errors).not.toContain('FRAME_SIZE_ERROR');
  });

  it.each(invalid)('%s', (_, { wire, error }) => {
    const names = dissect(wire).problems.map((problem) => problem.error);
    expect(names).toEqual(expect.arrayContaining([expect.toBeOneOf((error ?? []).map(errorName))]));
  });
});

function casesOf(root: string): [string, Case][] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(root, name))
        .sort()
        .map((file): [string, Case] => [
          `${name}/${file}`,
          JSON.parse(readFileSync(join(root, name, file), 'utf8')),
        ]),
    );
}

/** The frame behind the SETTINGS with which its sender opens; promises come from a server. */
function dissect(wire: string): Http2Frame {
  const bytes = Buffer.from(wire, 'hex');
  const direction: Direction = bytes[3] === 5 ? 'server-to-client' : 'client-to-server';
  const dissector = http2Dissector();
  const opening = Buffer.from('000000040000000000', 'hex');
  if (direction === 'client-to-server') dissector.push(direction, PREFACE);
  dissector.push(direction, opening);
  const messages = [...dissector.push(direction, bytes), ...dissector.end(direction, 'fin')];
  const [frame] = messages;
  if (frame?.kind !== 'http2-frame') throw new Error('no frame was read');
  return frame;
}

/** The parts of a frame under the corpus's names. */
function partsOf(frame: Http2Frame, bytes: Buffer): Record<string, unknown> {
  const nodes = frame.layers[0]?.nodes ?? [];
  const node = (kind: string) => nodes.find((each) => each.kind === `http2.${kind}`);
  const text = (found: Node | undefined) =>
    found === undefined
      ? ''
      : bytes.toString('latin1', found.start - frame.start, found.end - frame.start);
  const number = (kind: string) => {
    const value = node(kind)?.value;
    return value === undefined ? null : Number.parseInt(value, 10);
  };
  const padding = {
    padding_length: number('pad-length'),
    padding: node('padding') === undefined ? null : text(node('padding')),
  };
  const { priority } = frame;
  switch (frame.frame) {
    case 'DATA':
      return { data: text(node('data')), ...padding };
    case 'HEADERS':
      return {
        stream_dependency: priority?.dependsOn ?? null,
        weight: priority?.weight ?? null,
        exclusive: priority?.exclusive ?? null,
        header_block_fragment: text(node('field-block')),
        ...padding,
      };
    case 'PRIORITY':
      return {
        stream_dependency: priority?.dependsOn,
        weight: priority?.weight,
        exclusive: priority?.exclusive,
        ...padding,
      };
    case 'RST_STREAM':
      return { error_code: codeOf(frame.errorCode) };
    case 'SETTINGS':
      return { settings: frame.settings?.map(({ id, value }) => [id, value]) };
    case 'PUSH_PROMISE':
      return {
        promised_stream_id: frame.promisedStream,
        header_block_fragment: text(node('field-block')),
        ...padding,
      };
    case 'PING':
      return { opaque_data: text(node('opaque')) };
    case 'GOAWAY':
      return {
        last_stream_id: frame.lastStream,
        error_code: codeOf(frame.errorCode),
        additional_debug_data: frame.debug ?? null,
      };
    case 'WINDOW_UPDATE':
      return { window_size_increment: frame.increment };
    default:
      return { header_block_fragment: text(node('field-block')) };
  }
}

function codeOf(name: string | undefined): number {
  return Array.from({ length: 14 }, (_, code) => code).findIndex(
    (code) => errorName(code) === name,
  );
}
