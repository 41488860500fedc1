import { describe, expect, it } from 'vitest';
import {
  annotateField,
  annotateMethod,
  annotateStatus,
  type Place,
} from '../../src/knowledge/index.ts';

const request = (place: Omit<Place, 'message'> = {}): Place => ({ message: 'request', ...place });
const response = (place: Omit<Place, 'message'> = {}): Place => ({ message: 'response', ...place });

describe('a remark on a field knows where it stands', () => {
  it.each([
    ['no-cache', 'RFC 9111 §5.2.1.4', 'RFC 9111 §5.2.2.4'],
    ['no-store', 'RFC 9111 §5.2.1.5', 'RFC 9111 §5.2.2.5'],
    ['max-age=0', 'RFC 9111 §5.2.1.1', 'RFC 9111 §5.2.2.1'],
    ['no-transform', 'RFC 9111 §5.2.1.6', 'RFC 9111 §5.2.2.6'],
    ['only-if-cached', 'RFC 9111 §5.2.1.7', 'RFC 9111 §5.2'],
    ['must-revalidate', 'RFC 9111 §5.2.1', 'RFC 9111 §5.2.2.2'],
  ])('Cache-Control: %s', (value, asked, answered) => {
    expect(annotateField('cache-control', value, request())?.source).toBe(asked);
    expect(annotateField('cache-control', value, response())?.source).toBe(answered);
  });

  it('Cache-Control with the names of fields says less, so less is said of it', () => {
    const text = (value: string) => annotateField('cache-control', value, response())?.text;
    expect(text('private')).toBe("only the user's own cache may keep it");
    expect(text('private="set-cookie"')).toBe('how caches may keep and reuse it');
    expect(text('no-cache="set-cookie", max-age=5')).toBe(
      'stale once it is this many seconds old; …',
    );
  });

  it('If-None-Match: * asks for a 304 with GET, for nothing to exist with PUT', () => {
    const text = (method: string) => annotateField('if-none-match', '*', request({ method }))?.text;
    expect(text('GET')).toBe('304 if there is any content');
    expect(text('PUT')).toBe('only if the target does not exist');
  });

  it('If-Modified-Since counts with GET and HEAD only', () => {
    const text = (method: string) =>
      annotateField('if-modified-since', 'Sat, 29 Oct 1994 19:43:31 GMT', request({ method }))
        ?.text;
    expect(text('HEAD')).toBe('only if it changed after this date');
    expect(text('POST')).toBe('ignored: it counts with GET and HEAD only');
  });

  it('Content-Length is of what is sent, or would be', () => {
    const text = (place: Place) => annotateField('content-length', '12', place)?.text;
    expect(text(request({ method: 'POST' }))).toBe('how long the content is, in bytes');
    expect(text(response({ method: 'HEAD', status: 200 }))).toMatch(/GET would bring$/);
    expect(text(response({ method: 'GET', status: 304 }))).toMatch(/a 200 would bring$/);
  });

  it('Location is what was created, or where to look next', () => {
    const text = (status: number) => annotateField('location', '/a', response({ status }))?.text;
    expect([201, 303, 200].map(text)).toEqual([
      'the address of what was created',
      'where to look next',
      'an address that goes with this answer',
    ]);
  });

  it('Accept of a server speaks of requests to come', () => {
    expect(annotateField('accept', 'application/json', request())?.text).toBe('asks for JSON');
    expect(annotateField('accept', 'application/json', response({ status: 415 }))?.text).toBe(
      'which media types a later request should have',
    );
  });

  it('nothing is said of a field that does not belong there', () => {
    expect(annotateField('retry-after', '3', request())).toBeUndefined();
    expect(annotateField('if-match', '"a"', response())).toBeUndefined();
  });
});

describe('a remark on a status code knows what it answers', () => {
  it('200 of a gRPC call says nothing of how the call came out', () => {
    expect(annotateStatus(200, response({ carries: 'grpc' }))).toEqual({
      text: 'HTTP went well; grpc-status tells of the call',
      source: 'gRPC PROTOCOL-HTTP2.md §Responses',
    });
  });

  it('200 of a GraphQL response says nothing of its errors', () => {
    expect(annotateStatus(200, response({ carries: 'graphql' }))?.source).toMatch(/§7\.1$/);
  });

  it('200 opens a tunnel after CONNECT, and elsewhere it worked', () => {
    expect(annotateStatus(200, response({ method: 'CONNECT' }))?.text).toBe('the tunnel is open');
    expect(annotateStatus(200, response({ method: 'GET' }))?.text).toBe('it worked');
  });
});

describe('a remark on a method knows what it carries', () => {
  it('GET of a handshake asks for another protocol', () => {
    expect(annotateMethod('GET', request({ carries: 'websocket' }))).toEqual({
      text: 'asks to go on with the WebSocket protocol',
      source: 'RFC 6455 §4.1',
    });
  });

  it('POST of a gRPC call says nothing of what the call does', () => {
    expect(annotateMethod('POST', request({ carries: 'grpc' }))?.source).toMatch(/^gRPC/);
  });
});
