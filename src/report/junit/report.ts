import type {
  CheckEvent,
  FailureEvent,
  ScenarioEvent,
  TranscriptEvent,
} from '../../lab/record/transcript.ts';
import { failureText } from '../story/failure-text.ts';
import { madeBy } from '../story/made-by.ts';

interface Suite {
  readonly scenario: ScenarioEvent;
  readonly checks: CheckEvent[];
  readonly failures: FailureEvent[];
  realMs: number;
}

/** Gathers what JUnit XML says about runs; of the traffic it keeps nothing. */
export interface JunitReport {
  /** Takes the next event. Returns no text: a suite's counts stand before its cases. */
  take(event: TranscriptEvent): string;
  /** The whole document. */
  end(): string;
}

/** The checks of one or several runs as JUnit XML: a suite a scenario and variant, a case a check. */
export function junitReport(): JunitReport {
  const suites: Suite[] = [];
  return {
    take(event) {
      if (event.type === 'scenario')
        suites.push({ scenario: event, checks: [], failures: [], realMs: 0 });
      const suite = suites.at(-1);
      if (suite === undefined) return '';
      if (event.type === 'check') suite.checks.push(event);
      if (event.type === 'failure') suite.failures.push(event);
      if (event.type === 'end') suite.realMs = event.realMs;
      return '';
    },
    end() {
      const inside = suites.map(suiteXml).join('');
      const totals = attributesXml({ name: 'apilab', ...countsOf(suites) });
      return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${totals}>\n${inside}</testsuites>\n`;
    },
  };
}

/** What stands over one suite, or over all of them together. */
function countsOf(suites: readonly Suite[]) {
  const checks = suites.flatMap((suite) => suite.checks);
  const errors = suites.reduce((sum, { failures }) => sum + failures.length, 0);
  return {
    tests: checks.length + errors,
    failures: checks.filter((check) => !asPredicted(check)).length,
    errors,
    skipped: 0,
    time: (suites.reduce((sum, { realMs }) => sum + realMs, 0) / 1_000).toFixed(3),
  };
}

function suiteXml(suite: Suite): string {
  const { scenario, checks, failures } = suite;
  const classname = `${scenario.id}.${scenario.variant.name}`;
  const attributes = attributesXml({
    name: `${scenario.id} (${scenario.variant.name})`,
    ...countsOf([suite]),
  });
  const property = (name: string, value: string | number) =>
    `      <property${attributesXml({ name, value })}/>\n`;
  const properties = [
    property('seed', scenario.seed),
    property('variant', scenario.variant.kind),
  ].join('');
  const cases = [
    ...checks.map((check) => checkXml(check, classname)),
    ...failures.map((failure) => failureXml(failure, classname)),
  ];
  const known = `    <properties>\n${properties}    </properties>\n`;
  return `  <testsuite${attributes}>\n${known}${cases.join('')}  </testsuite>\n`;
}

function asPredicted(check: CheckEvent): boolean {
  return check.holds === (check.predicted === 'holds');
}

function checkXml(check: CheckEvent, classname: string): string {
  const open = `    <testcase${attributesXml({ classname, name: `${check.id}: ${check.promise} (${madeBy(check)})` })}`;
  if (asPredicted(check)) {
    if (check.holds) return `${open}/>\n`;
    // That it broke is what was to happen: a test that passes, and says so.
    const text = `broken as predicted: saw ${check.actual}, expected ${check.expected}`;
    return `${open}>\n      <system-out>${escapeXml(text)}</system-out>\n    </testcase>\n`;
  }
  const message = check.holds
    ? 'holds, and this variant must break it'
    : `expected ${check.expected}, saw ${check.actual}`;
  const text = `expected: ${check.expected}\nactual: ${check.actual}`;
  const failure = `<failure${attributesXml({ type: 'not-as-predicted', message })}>${escapeXml(text)}</failure>`;
  return `${open}>\n      ${failure}\n    </testcase>\n`;
}

function failureXml(failure: FailureEvent, classname: string): string {
  const open = `    <testcase${attributesXml({ classname, name: 'the scenario plays to its end' })}>`;
  const error = `<error${attributesXml({ type: failure.code, message: failureText(failure) })}/>`;
  return `${open}\n      ${error}\n    </testcase>\n`;
}

function attributesXml(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}

/** Characters that XML 1.0 §2.2 allows nowhere, not even as references. */
const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const marks = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\t', '&#9;'],
  ['\n', '&#10;'],
  ['\r', '&#13;'],
]);

/** Text for XML 1.0; what it forbids becomes a visible escape such as `\u001b`. */
function escapeXml(text: string): string {
  return text
    .replace(
      forbidden,
      (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
    )
    .replace(/[&<>"\t\n\r]/g, (character) => marks.get(character) ?? character);
}
