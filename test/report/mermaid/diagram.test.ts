import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { mermaidReport, mermaidText } from '../../../src/report/mermaid/diagram.ts';
import { anyEvent, anyText } from '../any-event.ts';
import { manyThings } from '../many-things.events.ts';
import { price, request, response, scenario, seen, sseReplay } from '../sse-replay.events.ts';

function mermaid(events: readonly TranscriptEvent[]): string {
  const report = mermaidReport();
  const early = events.map((event) => report.take(event)).join('');
  return early + report.end();
}

test('a run too large to be drawn: its beginning, which says so, within what Mermaid draws', () => {
  const many = Array.from({ length: 2_000 }, (_, n): TranscriptEvent[] => [
    { type: 'step', at: n, step: n + 1, id: `connection-${n + 1}`, title: `Connection ${n + 1}` },
    seen(n, request()),
    seen(n, response()),
  ]);
  const diagram = mermaid([{ ...scenario(), live: true }, ...many.flat()]);
  expect(diagram.length).toBeGreaterThan(40_000);
  expect(diagram.length).toBeLessThan(50_000);
  expect(diagram.trimEnd().split('\n').at(-1)).toContain('Only the beginning is drawn');
  expect(diagram.match(/ rect /g)).toHaveLength(diagram.match(/^ +end$/gm)?.length ?? 0);
});

test('more parties than anybody can tell apart: those that are drawn are declared', () => {
  const many = Array.from({ length: 500 }, (_, n) => ({
    ...seen(n, request()),
    client: `client ${n}`,
  }));
  const diagram = mermaid([scenario(), ...many]);
  expect(diagram.match(/participant/g)?.length).toBeLessThanOrEqual(60);
  expect(diagram).toContain('Only the beginning is drawn');
});

test('a run: parties in order of appearance, steps as blocks, the fault, the wait, the check', () => {
  expect(mermaid(sseReplay)).toMatchInlineSnapshot(`
    "sequenceDiagram
        accTitle: sse-replay, resume
        accDescr: A client that loses its connection must miss nothing.
        participant p1 as client
        participant p2 as prices
        Note over p1,p2: sse-replay · resume#58; A client that loses its connection must<br/>miss nothing.
        rect rgba(128, 128, 128, 0.1)
        Note over p1,p2: 1 · Receive three prices
        p1->>p2: GET /prices · Accept#58; text/event-stream
        p2-->>p1: 200 OK
        p2-->>p1: retry#58; 1000 ms (1 s)
        p2-->>p1: id#58; 1 · event#58; price · #123;#34;symbol#34;#58;#34;ACME#34;,#34;price#34;#58;18550#125;
        Note over p1,p2: … 2 more like it, 20 ms …
        p2-->>p1: id#58; 3 · event#58; price · #123;#34;symbol#34;#58;#34;ACME#34;,#34;price#34;#58;18570#125;
        end
        rect rgba(128, 128, 128, 0.1)
        Note over p1,p2: 2 · Lose the connection
        p1-xp2: the tap resets the connection (RST to both ends)
        end
        rect rgba(128, 128, 128, 0.1)
        Note over p1,p2: 3 · Reconnect and catch up
        Note over p1,p2: … 1 s pass …
        p1->>p2: GET /prices · Last-Event-ID#58; 3
        p2-->>p1: 200 OK
        p2-->>p1: id#58; 4 · event#58; price · #123;#34;symbol#34;#58;#34;ACME#34;,#34;price#34;#58;18575#125;
        p2-->>p1: id#58; 5 · event#58; price · #123;#34;symbol#34;#58;#34;ACME#34;,#34;price#34;#58;18580#125;
        Note over p1,p2: ✓ MUST deliver every event exactly once, in order (HTML Standard<br/>§9.2.4)
        end
    "
  `);
});

test('an answer that never arrives ends in a cross', () => {
  const lost = seen(3, response({ status: 201, reason: 'Created' }), { delivery: 'none' });
  expect(mermaid([seen(0, request()), lost])).toContain('p2--xp1: 201 Created');
});

test('an event that arrives in part says so', () => {
  const part = seen(3, price(1, 2), { delivery: 'part' });
  expect(mermaid([part])).toMatch(/^(?!.*only a part.*only a part).*only a part was delivered/m);
});

test('a database is a party, its statements are arrows', () => {
  expect(mermaid(manyThings)).toMatch(/participant p3 as db\n[\s\S]*p2-\)p3: INSERT INTO orders/);
});

test('a long run is folded as the terminal folds it', () => {
  const diagram = mermaid(manyThings);
  expect(diagram).toContain('… 19 more like it, ');
  expect(diagram).toContain('… 51 more statements, ');
});

test('several scenarios follow each other in one diagram', () => {
  const naive = { name: 'forget', kind: 'naive', about: '', breaks: [] } as const;
  const diagram = mermaid([...sseReplay, scenario({ variant: naive }), ...sseReplay.slice(1)]);
  expect(diagram.match(/sequenceDiagram/g)).toHaveLength(1);
  expect(diagram).toContain('sse-replay · forget#58;');
});

test('what could be syntax becomes an entity', () => {
  expect(mermaidText('a; b #x: "<br>" %%{init}\n end')).toBe(
    'a#59; b #35;x#58; #34;#60;br#62;#34; #37;#37;#123;init#125;#92;n end',
  );
});

test('whatever the text, a label is one line without syntax of its own', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(mermaidText(text).replace(/#\d+;/g, '')).not.toMatch(
        /[#;:"<>%{}[\]\\`&$@\p{Cc}\p{Cs}]/u,
      );
    }),
  );
});

/** Every statement that a diagram may hold, and nothing that the wire could add to it. */
const statement =
  /^ {4}(?:accTitle: .+|accDescr: .+|participant p\d+ as .+|rect rgba\(128, 128, 128, 0\.1\)|end|Note over p\d+(?:,p\d+)?: .+|p\d+(?:->>|-->>|--x|-x|-\))p\d+: .+)$/u;

test('whatever the events say, each line is a statement and each block is closed', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 12 }), (events) => {
      const [head, ...lines] = mermaid(events).trimEnd().split('\n');
      expect(head).toBe('sequenceDiagram');
      for (const line of lines) expect(line).toMatch(statement);
      const opened = lines.filter((line) => line.startsWith('    rect')).length;
      expect(lines.filter((line) => line === '    end')).toHaveLength(opened);
    }),
    { numRuns: 200 },
  );
});
