import { describe, expect, it } from 'vitest';
import { findFact } from '../../src/knowledge/index.ts';

describe('finding a fact', () => {
  it('finds a field in any case and gives it in its standard spelling', () => {
    expect(findFact('field', 'etag')?.name).toBe('ETag');
    expect(findFact('field', 'WWW-AUTHENTICATE')?.name).toBe('WWW-Authenticate');
  });

  it('keeps the kinds apart', () => {
    expect(findFact('problem-member', 'status')?.source).toBe('rfc9457 §3.1.2');
    expect(findFact('status', 'status')).toBeUndefined();
    expect(findFact('sse-field', 'data')?.source).toBe('html §9.2.6');
    expect(findFact('graphql-member', 'data')?.source).toBe('graphql §7.1.5');
  });

  it('marks what is only a draft', () => {
    expect(findFact('status', '104')?.standing).toBe('draft');
    expect(findFact('field', 'ratelimit')?.standing).toBe('draft');
  });

  it('uses the present names of renamed codes', () => {
    expect(findFact('status', '413')?.title).toBe('Content Too Large');
    expect(findFact('status', '422')?.title).toBe('Unprocessable Content');
  });

  it('finds nothing under names that every object has', () => {
    expect(findFact('field', '__proto__')).toBeUndefined();
    expect(findFact('field', 'constructor')).toBeUndefined();
  });
});
