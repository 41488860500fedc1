import { expect, test } from 'vitest';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { junitReport } from '../../../src/report/index.ts';
import { manyThings } from '../many-things.events.ts';
import { scenario, sseReplay } from '../sse-replay.events.ts';

function junit(events: readonly TranscriptEvent[]): string {
  const report = junitReport();
  const early = events.map((event) => report.take(event)).join('');
  return early + report.end();
}

test('a run in which everything came out as predicted', () => {
  expect(junit(sseReplay)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="apilab" tests="1" failures="0" errors="0" skipped="0" time="0.212">
      <testsuite name="sse-replay (resume)" tests="1" failures="0" errors="0" skipped="0" time="0.212">
        <properties>
          <property name="seed" value="1"/>
          <property name="variant" value="correct"/>
        </properties>
        <testcase classname="sse-replay.resume" name="once-in-order: MUST deliver every event exactly once, in order (HTML Standard §9.2.4)"/>
      </testsuite>
    </testsuites>
    "
  `);
});

test('what did not come out as predicted fails with expected and actual, a broken scenario is an error', () => {
  expect(junit(manyThings)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="apilab" tests="4" failures="2" errors="1" skipped="0" time="1.250">
      <testsuite name="orders-naive (forget)" tests="4" failures="2" errors="1" skipped="0" time="1.250">
        <properties>
          <property name="seed" value="1"/>
          <property name="variant" value="naive"/>
        </properties>
        <testcase classname="orders-naive.forget" name="placed-once: MUST place the order once, however often the client sends it (lab)">
          <system-out>broken as predicted: saw 2 orders, expected 1 order</system-out>
        </testcase>
        <testcase classname="orders-naive.forget" name="wait-named: SHOULD say how long to wait (RFC 9110 §10.2.3)">
          <failure type="not-as-predicted" message="expected Retry-After of at most 5, saw no Retry-After">expected: Retry-After of at most 5&#10;actual: no Retry-After</failure>
        </testcase>
        <testcase classname="orders-naive.forget" name="all-answered: MUST answer every request (lab)">
          <failure type="not-as-predicted" message="holds, and this variant must break it">expected: 44 answers&#10;actual: 44 answers</failure>
        </testcase>
        <testcase classname="orders-naive.forget" name="the scenario plays to its end">
          <error type="step-timeout" message="Step 3 waited for something that never came."/>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

test('runs of several variants are suites of their own', () => {
  const naive = { name: 'forget', kind: 'naive', about: '', breaks: [] } as const;
  const xml = junit([scenario(), scenario({ variant: naive })]);
  expect(xml.match(/<testsuite name="[^"]*"/g)).toEqual([
    '<testsuite name="sse-replay (resume)"',
    '<testsuite name="sse-replay (forget)"',
  ]);
});

test('markup is escaped, and what XML forbids becomes visible', () => {
  const check: TranscriptEvent = {
    type: 'check',
    at: 0,
    id: 'stays-calm',
    promise: 'MUST stay "calm" & <quiet>',
    strength: 'must',
    source: 'lab',
    holds: false,
    predicted: 'holds',
    actual: 'a\u0000b\ud800',
    expected: 'ab',
  };
  const xml = junit([scenario(), check]);
  expect(xml).toContain('name="stays-calm: MUST stay &quot;calm&quot; &amp; &lt;quiet&gt; (lab)"');
  expect(xml).toContain('actual: a\\u0000b\\ud800');
});
