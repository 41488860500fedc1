import { readJson } from 'apilab/parts/http/json';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import type { Context, Handler } from 'hono';
import { accepts } from 'hono/accepts';

/** The media type of a GraphQL response, and the one that clients from before it ask for. */
const GRAPHQL_RESPONSE = 'application/graphql-response+json';
const LEGACY_RESPONSE = 'application/json';

/** By default, the most tokens of a document. */
const MOST_TOKENS = 1000;

export interface GraphqlEndpointOptions<PerRequest> {
  readonly schema: GraphQLSchema;
  /** The resolvers of the root fields, by name. */
  readonly rootValue: unknown;
  /** Called once for each request; what it makes goes to every resolver and lives no longer. */
  readonly context: () => PerRequest;
  /** Called when a request has been executed, with what was made for it. */
  readonly done?: (context: PerRequest) => void;
  /**
   * Rules beside those of GraphQL (§Validation): the errors of a valid request that is not to be
   * executed. By default every valid request is.
   */
  readonly rules?: (request: ValidRequest) => readonly GraphQLError[];
  /** How long a document may be, in tokens. Depth and cost need `rules`. */
  readonly mostTokens?: number;
  /** Told of every error whose message the client does not get to read: log it here. */
  readonly onInternalError?: (error: Error) => void;
}

/** A request whose document is valid; its operation and its variables may still not fit. */
export interface ValidRequest {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
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
  done = () => {},
  rules = () => [],
  mostTokens = MOST_TOKENS,
  onInternalError = () => {},
}: GraphqlEndpointOptions<PerRequest>): Handler {
  return async (c) => {
    // Reading by GET is the server's choice (§GET). If a method is refused, Allow names the others.
    if (c.req.method !== 'POST') return refuse(c, 405, 'Send a POST', { Allow: 'POST' });
    if (acceptedBy(c) === undefined) return refuse(c, 406, `Accept ${GRAPHQL_RESPONSE}`);
    if (mediaTypeOf(c) !== 'application/json') return refuse(c, 415, 'Send application/json');

    const content = await readJson(c.req.raw);
    if (content.state === 'too-large') return refuse(c, 413, 'The body is too long');
    if (content.state === 'not-json') return refuse(c, 400, 'The body is not JSON');
    const body = content.value;
    if (!isGraphqlRequest(body)) return refuse(c, 422, 'The body is not a GraphQL request');

    const document = documentOf(body.query, mostTokens);
    if (document instanceof GraphQLError) return answer(c, 400, { errors: [document] });
    const { operationName, variables } = body;
    if (!isServed(schema, getOperationAST(document, operationName))) {
      return refuse(c, 422, 'There are no operations of this kind');
    }
    const invalid = validate(schema, document);
    const errors = invalid.length > 0 ? invalid : rules({ ...body, schema, document });
    if (errors.length > 0) return answer(c, 422, { errors });

    const contextValue = context();
    const query = { schema, document, rootValue, contextValue, operationName };
    try {
      const result = await execute({ ...query, variableValues: variables });
      return answer(c, statusOf(result), withoutInternals(result, onInternalError));
    } finally {
      done(contextValue);
    }
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

/**
 * §Body. A failure is never labelled application/json: any server on the way could have sent that.
 * What succeeds has the same status under either name; of 294, a note (§Partial success) recommends
 * it for the new name alone, as a client from before may take 200 and nothing else.
 */
function answer(c: Context, status: number, result: ExecutionResult, fields = {}): Response {
  const mediaType = (status < 300 && acceptedBy(c)) || GRAPHQL_RESPONSE;
  const headers = { 'Content-Type': `${mediaType}; charset=utf-8`, ...fields };
  return new Response(JSON.stringify(result), { status, headers });
}

/** The media type that the client likes best, or nothing if it likes neither (RFC 9110 §12.5.1). */
const acceptedBy = (c: Context): string | undefined =>
  accepts(c, {
    header: 'Accept',
    supports: [GRAPHQL_RESPONSE, LEGACY_RESPONSE],
    default: GRAPHQL_RESPONSE,
    match: (ranges, { supports }) => {
      const liked = supports.filter((type) => qualityOf(type, ranges) > 0);
      const best = Math.max(...liked.map((type) => qualityOf(type, ranges)));
      return liked.find((type) => qualityOf(type, ranges) === best) ?? '';
    },
  }) || undefined;

/** A media range of `Accept` and its quality, 1 unless said. */
interface AcceptedRange {
  readonly type: string;
  readonly q: number;
}

/** The quality of a media type: the most specific range that names it decides. */
function qualityOf(type: string, ranges: readonly AcceptedRange[]): number {
  const named = [type, 'application/*', '*/*'].map((name) =>
    ranges.find((range) => range.type.toLowerCase() === name),
  );
  return named.find((range) => range !== undefined)?.q ?? 0;
}

function mediaTypeOf(c: Context): string | undefined {
  return c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase();
}

/**
 * Whether an operation is of a kind that can be answered here. A subscription has more than one answer;
 * and to a kind that the schema lacks, execution would say `data: null`, as if it had begun. That an
 * operation is not there at all, execution says well.
 */
function isServed(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode | null | undefined,
): boolean {
  if (!operation) return true;
  const isStream = operation.operation === OperationTypeNode.SUBSCRIPTION;
  return !isStream && schema.getRootType(operation.operation) !== undefined;
}

function documentOf(query: string, maxTokens: number) {
  try {
    return parse(query, { maxTokens });
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
