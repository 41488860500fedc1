import { describe, expect, test } from 'vitest';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import type { WireDetail } from '../../../src/report/index.ts';
import { markdownReport } from '../../../src/report/markdown/report.ts';
import { mermaidDiagram } from '../../../src/report/mermaid/diagram.ts';
import { dissect } from '../../wire/http1/conversation.ts';
import { liveView } from '../live-view.ts';
import { scenario, seen } from '../sse-replay.events.ts';

/** A POST with this body, as the dissector reads it. */
const post = (type: string, body: string | Buffer) =>
  dissect([
    [
      'client',
      Buffer.concat([
        Buffer.from(
          `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`,
        ),
        Buffer.from(body),
      ]),
    ],
    [
      'server',
      Buffer.concat([
        Buffer.from(
          `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`,
        ),
        Buffer.from(body),
      ]),
    ],
  ]).map((message) => seen(0, message));

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

const hostile: readonly (readonly [string, readonly TranscriptEvent[]])[] = [
  ['JSON 20,000 levels deep', post('application/json', deep(20_000))],
  [
    'problem details 20,000 levels deep',
    post('application/problem+json', `{"title":"a","x":${deep(20_000)}}`),
  ],
  [
    'a GraphQL error whose message is no text',
    post('application/graphql-response+json', '{"errors":[{"message":{"toString":1}}]}'),
  ],
  [
    'a GraphQL path of objects',
    post(
      'application/graphql-response+json',
      '{"errors":[{"message":"m","path":[{"toString":1}]}]}',
    ),
  ],
  [
    'GraphQL variables 20,000 levels deep',
    post('application/json', `{"query":"{a}","variables":{"a":${deep(20_000)}}}`),
  ],
  ['a megabyte of lines', post('text/plain', 'a\n'.repeat(250_000))],
  ['a wide JSON array', post('application/json', `[${'1,'.repeat(120_000)}1]`)],
  ['a text of marks', post('text/plain', `a${'\u0301'.repeat(100_000)}`)],
];

describe.each(hostile)('%s', (_, events) => {
  test.each(['brief', 'full', 'hex'] as const)('is shown in bounds, %s', (wire: WireDetail) => {
    const view = liveView({ wire, width: 80 });
    const text = events.map((event) => view.write(event)).join('');
    expect(text.length).toBeGreaterThan(0);
    expect(text.split('\n').length).toBeLessThan(8_000);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(2_000);
    expect(text).not.toContain('could not be shown');
  });

  test('is drawn', () => {
    const all = [scenario(), ...events];
    expect(mermaidDiagram(all).length).toBeLessThan(20_000);
    const report = markdownReport();
    const page = [...all.map((event) => report.take(event)), report.end()].join('');
    expect(page.length).toBeLessThan(60_000);
  });
});
