import { readJson } from 'apilab/parts/http/json';
import {
  type ExecutionResult,
  execute,
  getOperationAST,
  OperationTypeNode,
  subscribe,
} from 'graphql';
import { Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { HTTPException } from 'hono/http-exception';
import type { GraphRequest, LiveGraph } from './live-graph.ts';
import type { TransportOptions } from './transport-ws.ts';

const event = (name: string, data: string) => `event: ${name}\ndata: ${data}\n\n`;

/**
 * The same graph as event streams, one for each operation: the distinct connections mode of graphql-sse,
 * a protocol of its community. Who may subscribe is the same as over WebSocket, and says so as in any request.
 */
export function graphEvents(options: Pick<TransportOptions, 'graph' | 'mayConnect'>): Hono {
  const { graph, mayConnect } = options;
  const app = new Hono();
  app.onError((error, c) =>
    error instanceof HTTPException ? error.getResponse() : c.text('The server failed.', 500),
  );

  const signed = bearerAuth({ realm: 'prices', verifyToken: (token) => mayConnect({ token }) });
  app.post('/graphql/stream', signed, async (c) => {
    if (!/^application\/json *(;|$)/i.test(c.req.header('content-type') ?? ''))
      return c.text('Send application/json.', 415);
    const content = await readJson(c.req.raw);
    if (content.state === 'too-large') return c.text('The body is too long.', 413);
    if (content.state === 'not-json' || !isRequest(content.value))
      return c.text('Send a GraphQL request.', 400);
    const results = await resultsOf(graph, content.value);
    return c.body(streamOf(results), 200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'Transfer-Encoding': 'chunked',
    });
  });
  app.all('/graphql/stream', (c) => c.text('Send a POST.', 405, { Allow: 'POST' }));
  return app;
}

/** What is wrong with a request is an event too: a client that reads a stream sees nothing else. */
async function resultsOf(
  graph: LiveGraph,
  request: GraphRequest,
): Promise<AsyncIterator<ExecutionResult>> {
  const prepared = graph.prepare(request);
  if (Array.isArray(prepared)) return once({ errors: prepared });
  const operation = getOperationAST(prepared.document, prepared.operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return once(await execute(prepared));
  const results = await subscribe(prepared);
  return Symbol.asyncIterator in results ? results : once(results);
}

async function* once(result: ExecutionResult) {
  yield result;
}

/** Each result when its reader has taken the one before. A reader who leaves ends the source. */
function streamOf(results: AsyncIterator<ExecutionResult>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = await results.next();
        const text = done ? event('complete', '') : event('next', JSON.stringify(value));
        controller.enqueue(encoder.encode(text));
        if (done) controller.close();
      },
      async cancel() {
        await results.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

function isRequest(value: unknown): value is GraphRequest {
  if (typeof value !== 'object' || value === null || !('query' in value)) return false;
  const { query, operationName = null, variables = null } = value as Record<string, unknown>;
  if (typeof query !== 'string') return false;
  if (operationName !== null && typeof operationName !== 'string') return false;
  return typeof variables === 'object' && !Array.isArray(variables);
}
