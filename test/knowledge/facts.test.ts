import { describe, expect, it } from 'vitest';
import { facts } from '../../src/knowledge/facts/all.ts';
import type { Fact, FactKind } from '../../src/knowledge/index.ts';
import { errorName, frameName, settingName } from '../../src/wire/http2/names.ts';
import { alertName } from '../../src/wire/tls/names.ts';
import { complaintsAbout } from './complaints.ts';
import { registeredMethods, registeredStatusCodes } from './registries.ts';

const sound: Fact = {
  kind: 'field',
  name: 'Retry-After',
  title: 'Retry-After',
  brief: 'how long to wait before the next attempt',
  text: 'A number of seconds or a date.',
  source: 'rfc9110 §10.2.3',
  standing: 'standard',
};

function namesOf(kind: FactKind): readonly string[] {
  return facts.filter((fact) => fact.kind === kind).map((fact) => fact.name);
}

describe('the rules for facts', () => {
  it('let a sound fact pass', () => {
    expect(complaintsAbout(sound)).toEqual([]);
  });

  it.each([
    ['without a source', { source: '' }],
    ['with a source that names no section', { source: 'rfc9110' }],
    ['with a section that its document does not have', { source: 'rfc9110 §99' }],
    ['from a document that is not listed', { source: 'draft-ietf-a-b §2', standing: 'draft' }],
    ['from a draft that poses as a standard', { source: 'idempotency-key §2' }],
    ['of a standard that poses as a convention', { standing: 'convention' }],
    ['with a brief that does not fit', { brief: 'x'.repeat(57) }],
    ['with a brief that ends in a full stop', { brief: 'how long to wait.' }],
    ['without a brief', { brief: '' }],
    ['with half a sentence for a text', { text: 'A number' }],
    ['with a value in upper case', { values: { Bytes: { brief: 'bytes' } } }],
    ['with a value of unknown source', { values: { bytes: { brief: 'bytes', source: 'a blog' } } }],
  ] satisfies readonly [string, Partial<Fact>][])('refuse a fact %s', (_, fault) => {
    expect(complaintsAbout({ ...sound, ...fault })).toHaveLength(1);
  });
});

describe('the facts', () => {
  it('keep the rules', () => {
    expect(facts.flatMap(complaintsAbout)).toEqual([]);
  });

  it('say everything once, whatever the case of the name', () => {
    const keys = facts.map((fact) => `${fact.kind} ${fact.name.toLowerCase()}`);
    expect(keys).toEqual([...new Set(keys)]);
  });

  it('hold every registered method and no other, each from where it is registered', () => {
    const methods = facts.filter((fact) => fact.kind === 'method');
    const sources = methods.map((fact): [string, string] => [fact.name, fact.source]);
    expect(new Map(sources)).toEqual(registeredMethods);
  });

  it('hold every registered status code under its registered name, and of the others only 294', () => {
    const codes = facts.filter((fact) => fact.kind === 'status' && fact.name !== '294');
    expect(namesOf('status')).toContain('294');
    const titles = codes.map((fact): [string, string] => [fact.name, fact.title]);
    expect(new Map(titles)).toEqual(registeredStatusCodes);
  });

  it('hold the status codes in order', () => {
    const codes = namesOf('status').map(Number);
    expect(codes).toEqual([...codes].sort((a, b) => a - b));
  });

  it('hold the fields of an event stream', () => {
    expect(namesOf('sse-field')).toEqual(['data', 'event', 'id', 'retry', 'comment']);
  });

  it('hold every close code of WebSocket, registered or of graphql-transport-ws', () => {
    const protocol = Array.from({ length: 16 }, (_, i) => `${1000 + i}`);
    const graphql = ['4400', '4401', '4403', '4408', '4409', '4429'];
    expect(namesOf('close-code')).toEqual([...protocol, '3000', '3003', '3008', ...graphql]);
  });

  it('hold every opcode of WebSocket', () => {
    expect(namesOf('ws-opcode')).toEqual([
      'continuation',
      'text',
      'binary',
      'close',
      'ping',
      'pong',
    ]);
  });

  it('hold every alert of TLS 1.3 by the name that a record gives it', () => {
    const codes = [0, 10, 20, 22, 40, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 70, 71, 80, 86, 90];
    const later = [109, 110, 112, 113, 115, 116, 117, 120];
    expect([...namesOf('tls-alert')].sort()).toEqual([...codes, ...later].map(alertName).sort());
  });

  it('hold every status code of gRPC by its number', () => {
    expect(namesOf('grpc-status')).toEqual(Array.from({ length: 17 }, (_, code) => `${code}`));
  });

  it('hold every frame, setting and error code of HTTP/2 by the name that a frame gives it', () => {
    const frames = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16].map(frameName);
    const settings = [1, 2, 3, 4, 5, 6, 8, 9, 0xfe03].map(settingName);
    const errors = Array.from({ length: 14 }, (_, code) => errorName(code));
    expect(namesOf('http2-frame')).toEqual(frames);
    expect(namesOf('http2-setting')).toEqual(settings);
    expect(namesOf('http2-error')).toEqual(errors);
  });

  it('hold the metadata of gRPC and the fields of Standard Webhooks', () => {
    expect(namesOf('field')).toEqual(
      expect.arrayContaining([
        ...['grpc-status', 'grpc-message', 'grpc-timeout', 'grpc-encoding'],
        ...['webhook-id', 'webhook-timestamp', 'webhook-signature'],
      ]),
    );
  });

  it('hold the members of problem details', () => {
    expect(namesOf('problem-member')).toEqual(['type', 'status', 'title', 'detail', 'instance']);
  });

  it('hold the members of GraphQL requests, responses and errors', () => {
    expect(namesOf('graphql-member')).toEqual(
      expect.arrayContaining([
        ...['query', 'operationName', 'variables', 'extensions'],
        ...['data', 'errors', 'message', 'locations', 'path'],
      ]),
    );
  });

  it('hold the fields that every exchange of the lab shows', () => {
    expect(namesOf('field')).toEqual(
      expect.arrayContaining([
        ...['Accept', 'Connection', 'Content-Length', 'Content-Type', 'Date', 'Host', 'Keep-Alive'],
        ...['Cache-Control', 'Transfer-Encoding', 'User-Agent', 'Last-Event-ID', 'Retry-After'],
        ...['Idempotency-Key', 'Idempotency-Replayed', 'RateLimit', 'RateLimit-Policy'],
      ]),
    );
  });
});
