import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  annotateField,
  annotateMediaType,
  annotateMethod,
  annotateSseField,
  annotateStatus,
  longestBrief,
  type Place,
} from '../../src/knowledge/index.ts';

const inRequest: Place = { message: 'request' };
const inResponse: Place = { message: 'response' };

describe('a remark on a field', () => {
  it('says what a well-known value means', () => {
    expect(annotateField('accept', 'text/event-stream', inRequest)).toEqual({
      text: 'asks for a stream of events',
      source: 'HTML Standard §9.2',
    });
  });

  it('says what the field is for where the value tells nothing by itself', () => {
    expect(annotateField('retry-after', '120', inResponse)).toEqual({
      text: 'how long to wait before the next attempt',
      source: 'RFC 9110 §10.2.3',
    });
    expect(annotateField('last-event-id', '3', inRequest)).toEqual({
      text: 'asks for what came after this id',
      source: 'HTML Standard §9.2.4',
    });
  });

  it('names the draft that a field comes from', () => {
    expect(annotateField('Idempotency-Key', '"8e03978e"', inRequest)?.source).toBe(
      'draft-ietf-httpapi-idempotency-key-header-06 §2 (draft)',
    );
  });

  it('does not promise another place where the field takes it back', () => {
    expect(annotateField('Alt-Svc', 'h3=":443"', inResponse)?.text).toBe(
      'another place that answers for this origin',
    );
    expect(annotateField('Alt-Svc', 'clear', inResponse)?.text).toBe(
      'other places named before no longer hold',
    );
  });

  it('finds name and value in any case', () => {
    expect(annotateField('CONNECTION', 'Keep-Alive', inResponse)?.text).toBe(
      'the connection stays open afterwards',
    );
  });

  it('compares without parameters and arguments', () => {
    expect(annotateField('accept', 'application/json; charset=utf-8', inRequest)?.text).toBe(
      'asks for JSON',
    );
    expect(annotateField('cache-control', 'max-age=60', inResponse)?.text).toBe(
      'stale once it is this many seconds old',
    );
    expect(annotateField('prefer', 'return=minimal', inRequest)?.text).toBe(
      'would rather have little or no content back',
    );
  });

  it('puts the members of a list together', () => {
    expect(
      annotateField(
        'accept',
        'application/graphql-response+json, application/json;q=0.9',
        inRequest,
      )?.text,
    ).toBe('asks for a GraphQL response; asks for JSON');
    expect(annotateField('accept', 'text/html, */*', inRequest)?.text).toBe(
      'asks for a web page; takes any type',
    );
  });

  it('cites each source of a remark once', () => {
    expect(annotateField('cache-control', 'no-store, private', inResponse)).toEqual({
      text: 'no cache may keep any of it; …',
      source: 'RFC 9111 §5.2.2.5',
    });
    expect(annotateField('connection', 'upgrade, te', inResponse)).toEqual({
      text: 'Upgrade is meant for the next hop alone; …',
      source: 'RFC 9110 §7.8',
    });
    expect(annotateField('content-encoding', 'gzip, br', inResponse)).toEqual({
      text: 'compressed with gzip; compressed with Brotli',
      source: 'RFC 9110 §8.4.1.3; RFC 7932 §13',
    });
  });

  it('shows by an ellipsis that a list holds more', () => {
    expect(annotateField('cache-control', 'no-cache, no-transform', inResponse)?.text).toBe(
      'not reused before the origin was asked; …',
    );
    expect(annotateField('accept', 'text/html, image/webp', inRequest)?.text).toBe(
      'asks for a web page; …',
    );
  });

  it('does not take a refused member for a wish', () => {
    expect(annotateField('accept', 'text/event-stream;q=0', inRequest)?.text).toBe(
      'which media types the client takes',
    );
  });

  it('reads the scheme of credentials and challenges', () => {
    expect(annotateField('authorization', 'Bearer abc', inRequest)).toEqual({
      text: 'a token: whoever holds it may use it',
      source: 'RFC 6750 §2.1',
    });
    expect(annotateField('www-authenticate', 'Basic realm="shop, north"', inResponse)?.text).toBe(
      'wants a user name and a password',
    );
  });

  it('takes media types and codings from their own facts', () => {
    expect(annotateField('content-type', 'text/event-stream; charset=utf-8', inResponse)).toEqual({
      text: 'a stream of events that arrive one by one',
      source: 'HTML Standard §9.2.5',
    });
    expect(annotateField('transfer-encoding', 'chunked', inResponse)).toEqual({
      text: 'comes in chunks, each led by its size',
      source: 'RFC 9112 §7.1',
    });
    expect(annotateField('content-encoding', 'gzip', inResponse)?.text).toBe(
      'compressed with gzip',
    );
  });

  it('says nothing about an unknown field', () => {
    expect(annotateField('x-shop-shelf', '7', inResponse)).toBeUndefined();
  });

  it('is not led astray by names that every object has', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(annotateField(name, 'a', inRequest)).toBeUndefined();
      expect(annotateField('accept', name, inRequest)?.text).toBe(
        'which media types the client takes',
      );
      expect(annotateMethod(name, inRequest)).toBeUndefined();
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
      fc.property(names, values, fc.constantFrom(inRequest, inResponse), (name, value, place) => {
        const text = annotateField(name, value, place)?.text;
        return text === undefined || (text.length > 0 && text.length <= longestBrief);
      }),
    );
  });
});

describe('a remark on a status code', () => {
  it('says what the code means here', () => {
    expect(annotateStatus(429, inResponse)).toEqual({
      text: 'you sent too many requests; slow down',
      source: 'RFC 6585 §4',
    });
    expect(annotateStatus(422, inResponse)?.source).toBe('RFC 9110 §15.5.21');
  });

  it('reads an unregistered code like the first of its class', () => {
    expect(annotateStatus(499, inResponse)).toEqual({
      text: 'not registered; treated like 400',
      source: 'RFC 9110 §15',
    });
  });

  it('says nothing about what is no status code', () => {
    for (const code of [0, 99, 600, 200.5, Number.NaN])
      expect(annotateStatus(code, inResponse)).toBeUndefined();
  });
});

describe('a remark on a method', () => {
  it('says what it asks for', () => {
    expect(annotateMethod('GET', inRequest)).toEqual({
      text: 'asks for the current representation, and for no change',
      source: 'RFC 9110 §9.3.1',
    });
    expect(annotateMethod('QUERY', inRequest)?.source).toBe('RFC 10008 §2');
  });

  it('knows methods only as they are spelt', () => {
    expect(annotateMethod('get', inRequest)).toBeUndefined();
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
