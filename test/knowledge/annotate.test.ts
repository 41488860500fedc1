import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  annotateField,
  annotateMediaType,
  annotateMethod,
  annotateSseField,
  annotateStatus,
  longestBrief,
} from '../../src/knowledge/index.ts';

describe('a remark on a field', () => {
  it('says what a well-known value means', () => {
    expect(annotateField('accept', 'text/event-stream')).toEqual({
      text: 'asks for a stream of events',
      source: 'HTML Standard §9.2',
    });
  });

  it('says what the field is for where the value tells nothing by itself', () => {
    expect(annotateField('retry-after', '120')).toEqual({
      text: 'how long to wait before the next attempt',
      source: 'RFC 9110 §10.2.3',
    });
    expect(annotateField('last-event-id', '3')).toEqual({
      text: 'asks for what came after this id',
      source: 'HTML Standard §9.2.4',
    });
  });

  it('names the draft that a field comes from', () => {
    expect(annotateField('Idempotency-Key', '"8e03978e"')?.source).toBe(
      'draft-ietf-httpapi-idempotency-key-header-06 §2 (draft)',
    );
  });

  it('does not promise another place where the field takes it back', () => {
    expect(annotateField('Alt-Svc', 'h3=":443"')?.text).toBe(
      'another place that answers for this origin',
    );
    expect(annotateField('Alt-Svc', 'clear')?.text).toBe(
      'other places named before no longer hold',
    );
  });

  it('finds name and value in any case', () => {
    expect(annotateField('CONNECTION', 'Keep-Alive')?.text).toBe(
      'the connection stays open afterwards',
    );
  });

  it('compares without parameters and arguments', () => {
    expect(annotateField('accept', 'application/json; charset=utf-8')?.text).toBe('asks for JSON');
    expect(annotateField('cache-control', 'max-age=60')?.text).toBe(
      'how old a response may be, in seconds',
    );
    expect(annotateField('prefer', 'return=minimal')?.text).toBe(
      'would rather have little or no content back',
    );
  });

  it('puts the members of a list together', () => {
    expect(
      annotateField('accept', 'application/graphql-response+json, application/json;q=0.9')?.text,
    ).toBe('asks for a GraphQL response; asks for JSON');
    expect(annotateField('accept', 'text/html, */*')?.text).toBe(
      'asks for a web page; takes any type',
    );
  });

  it('cites each source of a remark once', () => {
    expect(annotateField('cache-control', 'no-store, private')).toEqual({
      text: 'no cache may keep any of it; …',
      source: 'RFC 9111 §5.2.2.5',
    });
    expect(annotateField('connection', 'upgrade, te')).toEqual({
      text: 'Upgrade is meant for the next hop alone; …',
      source: 'RFC 9110 §7.8',
    });
    expect(annotateField('content-encoding', 'gzip, br')).toEqual({
      text: 'compressed with gzip; compressed with Brotli',
      source: 'RFC 9110 §8.4.1.3; RFC 7932 §13',
    });
  });

  it('shows by an ellipsis that a list holds more', () => {
    expect(annotateField('cache-control', 'no-cache, no-transform')?.text).toBe(
      'not reused before the origin was asked; …',
    );
    expect(annotateField('accept', 'text/html, image/webp')?.text).toBe('asks for a web page; …');
  });

  it('does not take a refused member for a wish', () => {
    expect(annotateField('accept', 'text/event-stream;q=0')?.text).toBe(
      'which media types the client takes',
    );
  });

  it('reads the scheme of credentials and challenges', () => {
    expect(annotateField('authorization', 'Bearer abc')).toEqual({
      text: 'a token: whoever holds it may use it',
      source: 'RFC 6750 §2.1',
    });
    expect(annotateField('www-authenticate', 'Basic realm="shop, north"')?.text).toBe(
      'wants a user name and a password',
    );
  });

  it('takes media types and codings from their own facts', () => {
    expect(annotateField('content-type', 'text/event-stream; charset=utf-8')).toEqual({
      text: 'a stream of events that arrive one by one',
      source: 'HTML Standard §9.2.5',
    });
    expect(annotateField('transfer-encoding', 'chunked')).toEqual({
      text: 'comes in chunks, each led by its size',
      source: 'RFC 9112 §7.1',
    });
    expect(annotateField('content-encoding', 'gzip')?.text).toBe('compressed with gzip');
  });

  it('says nothing about an unknown field', () => {
    expect(annotateField('x-shop-shelf', '7')).toBeUndefined();
  });

  it('is not led astray by names that every object has', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(annotateField(name, 'a')).toBeUndefined();
      expect(annotateField('accept', name)?.text).toBe('which media types the client takes');
      expect(annotateMethod(name)).toBeUndefined();
      expect(annotateMediaType(name)).toBeUndefined();
    }
  });

  it('always fits beside the bytes', () => {
    const names = fc.constantFrom(
      'accept',
      'cache-control',
      'connection',
      'prefer',
      'content-encoding',
    );
    const members = fc.constantFrom(
      ...['text/html', '*/*', 'no-store', 'no-cache', 'private', 'max-age=1', 'must-revalidate'],
      ...['keep-alive', 'upgrade', 'wait=1', 'return=minimal', 'gzip', 'br', 'x', '"', ';q=0'],
    );
    const values = fc.oneof(
      fc.array(members).map((list) => list.join(', ')),
      fc.string(),
    );
    fc.assert(
      fc.property(names, values, (name, value) => {
        const text = annotateField(name, value)?.text ?? '';
        return text.length > 0 && text.length <= longestBrief;
      }),
    );
  });
});

describe('a remark on a status code', () => {
  it('says what the code means here', () => {
    expect(annotateStatus(429)).toEqual({
      text: 'you sent too many requests; slow down',
      source: 'RFC 6585 §4',
    });
    expect(annotateStatus(422)?.source).toBe('RFC 9110 §15.5.21');
  });

  it('reads an unregistered code like the first of its class', () => {
    expect(annotateStatus(499)).toEqual({
      text: 'not registered; treated like 400',
      source: 'RFC 9110 §15',
    });
  });

  it('says nothing about what is no status code', () => {
    for (const code of [0, 99, 600, 200.5, Number.NaN])
      expect(annotateStatus(code)).toBeUndefined();
  });
});

describe('a remark on a method', () => {
  it('says what it asks for', () => {
    expect(annotateMethod('GET')).toEqual({
      text: 'asks for the current representation; changes nothing',
      source: 'RFC 9110 §9.3.1',
    });
    expect(annotateMethod('QUERY')?.source).toBe('RFC 10008 §2');
  });

  it('knows methods only as they are spelt', () => {
    expect(annotateMethod('get')).toBeUndefined();
  });
});

describe('a remark on a line of an event stream', () => {
  it('says what the field does', () => {
    expect(annotateSseField('id')).toEqual({
      text: 'what the client sends back to resume here',
      source: 'HTML Standard §9.2.6',
    });
  });

  it('takes the empty name for a comment', () => {
    expect(annotateSseField('')).toEqual(annotateSseField('comment'));
  });

  it('says that clients ignore any other name', () => {
    expect(annotateSseField('Data').text).toBe('no field of event streams: clients ignore it');
  });
});

describe('a remark on a media type', () => {
  it('overlooks parameters and case', () => {
    expect(annotateMediaType('Application/JSON; charset=utf-8')?.text).toBe(
      'JSON: text that programs read',
    );
  });

  it('falls back on the structured suffix', () => {
    expect(annotateMediaType('application/vnd.shop+json')).toEqual({
      text: 'JSON with a meaning of its own',
      source: 'RFC 6839 §3.1',
    });
  });

  it('says nothing about an unknown type', () => {
    expect(annotateMediaType('chemical/x-pdb')).toBeUndefined();
  });
});
