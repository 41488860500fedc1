import { problem } from 'apilab/parts/http/problem';
import { Hono } from 'hono';
import type { LogLine } from './log.ts';
import type { Span } from './tracer.ts';

/** How many spans, and how many lines, are kept: the oldest go first. */
const ROOM = 10_000;

/** Where the spans and the lines of all services come together, and are found by their trace. */
export function openRecords() {
  const spans: Span[] = [];
  const lines: LogLine[] = [];
  const app = new Hono();
  app.get('/traces/:id', (c) => {
    const found = spans.filter(({ traceId }) => traceId === c.req.param('id'));
    return found.length === 0
      ? problem({ status: 404, title: 'Not Found' })
      : c.json({ spans: found });
  });
  app.get('/logs', (c) => {
    const asked = c.req.query('trace_id');
    return c.json({ lines: lines.filter(({ trace_id: id }) => id === asked) });
  });
  const keep = <T>(kept: T[], one: T) => {
    kept.push(one);
    if (kept.length > ROOM) kept.shift();
  };
  return {
    fetch: (request: Request) => app.fetch(request),
    span: (span: Span) => keep(spans, span),
    line: (line: LogLine) => keep(lines, line),
    spans: spans as readonly Span[],
  };
}
