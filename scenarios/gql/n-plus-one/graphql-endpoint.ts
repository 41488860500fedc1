import {
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import type { Context, Handler } from 'hono';
import { accepts } from 'hono/accepts';

/** The media type of a GraphQL response, and the one that clients from before it ask for. */
const GRAPHQL_RESPONSE = 'application/graphql-response+json';
const LEGACY_RESPONSE = 'application/json';

export interface GraphqlEndpointOptions<PerRequest> {
  readonly schema: GraphQLSchema;
  /** The resolvers of the root fields, by name. */
  readonly rootValue: unknown;
  /** Called once for each request; what it makes goes to every resolver and lives no longer. */
  readonly context: () => PerRequest;
  /** Told of every error whose message the client does not get to read: log it here. */
  readonly onInternalError?: (error: Error) => void;
}

/** The members of a request that this endpoint uses; unknown ones must be ignored (§JSON Encoding). */
interface GraphqlRequest {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/**
 * Answers GraphQL over HTTP: POST with JSON. Follows the edition of September 2026; the sections
 * named below are that document's.
 */
export function graphqlEndpoint<PerRequest>({
  schema,
  rootValue,
  context,
  onInternalError = () => {},
}: GraphqlEndpointOptions<PerRequest>): Handler {
  return async (c) => {
    // Reading by GET is the server's choice (§GET). Where a method is refused, Allow names the others.
    if (c.req.method !== 'POST') return refuse(c, 405, 'Send a POST', { Allow: 'POST' });
    if (mediaTypeOf(c) !== 'application/json') return refuse(c, 415, 'Send application/json');

    const body = parsed(await c.req.text());
    if (body === undefined) return refuse(c, 400, 'The body is not JSON');
    if (!isGraphqlRequest(body)) return refuse(c, 422, 'The body is not a GraphQL request');

    const document = documentOf(body.query);
    if (document instanceof GraphQLError) return answer(c, 400, { errors: [document] });
    const errors = validate(schema, document);
    if (errors.length > 0) return answer(c, 422, { errors });

    const result = await execute({
      schema,
      document,
      rootValue,
      contextValue: context(),
      operationName: body.operationName,
      variableValues: body.variables,
    });
    return answer(c, statusOf(result), withoutInternals(result, onInternalError));
  };
}

/** What was thrown as a GraphQLError is meant for the client. Anything else tells of the inside. */
function withoutInternals(result: ExecutionResult, onInternalError: (error: Error) => void) {
  if (result.errors === undefined) return result;
  const errors = result.errors.map((error) => {
    const { originalError, nodes, path } = error;
    if (originalError === undefined || originalError instanceof GraphQLError) return error;
    onInternalError(originalError);
    return new GraphQLError('The server failed', { nodes: nodes ?? null, path: path ?? null });
  });
  return { ...result, errors };
}

/**
 * §Status Codes. Without `data` nothing was executed: the operation is unknown or a variable does not
 * fit. 294 is that edition's own code for `data` beside `errors`; most servers still send 200.
 */
function statusOf(result: ExecutionResult): number {
  if (result.data === undefined) return 422;
  return result.errors === undefined ? 200 : 294;
}

function refuse(c: Context, status: number, message: string, fields = {}): Response {
  return answer(c, status, { errors: [new GraphQLError(message)] }, fields);
}

/** §Body. Where nothing that is supported is acceptable, the server may choose. */
function answer(c: Context, status: number, result: ExecutionResult, fields = {}): Response {
  const accepted = accepts(c, {
    header: 'Accept',
    supports: [GRAPHQL_RESPONSE, LEGACY_RESPONSE],
    default: GRAPHQL_RESPONSE,
  });
  // A failure is never labelled application/json: any server on the way could have sent that.
  const mediaType = status < 300 ? accepted : GRAPHQL_RESPONSE;
  const headers = { 'Content-Type': `${mediaType}; charset=utf-8`, ...fields };
  return new Response(JSON.stringify(result), { status, headers });
}

function mediaTypeOf(c: Context): string | undefined {
  return c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function documentOf(query: string) {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function isGraphqlRequest(body: unknown): body is GraphqlRequest {
  if (!isObject(body) || typeof body.query !== 'string') return false;
  const { operationName = null, variables = null, extensions = null } = body;
  if (operationName !== null && typeof operationName !== 'string') return false;
  return [variables, extensions].every((member) => member === null || isObject(member));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
