import type { FormattedExecutionResult } from 'graphql';

export interface GraphqlClientOptions {
  readonly url: string;
  readonly fetch: typeof fetch;
}

/** What answers is no GraphQL server, or one that could not get so far. */
export class NotGraphql extends Error {
  override readonly name = 'NotGraphql';
  readonly code = 'not-graphql';
  readonly status: number;

  constructor(status: number) {
    super(`the answer, with status ${status}, is no GraphQL response`);
    this.status = status;
  }
}

/** Sends operations as GraphQL over HTTP (September 2026) does: POST, JSON. */
export function graphqlClient({ url, fetch }: GraphqlClientOptions) {
  /** @throws NotGraphql where the body cannot be relied on. */
  return async function ask(query: string, variables = {}): Promise<FormattedExecutionResult> {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
      },
      body: JSON.stringify({ query, variables }),
    });
    // Of this type a body is a GraphQL response whatever the status; it says itself what failed.
    const type = response.headers.get('content-type') ?? '';
    if (!type.startsWith('application/graphql-response+json')) {
      await response.body?.cancel();
      throw new NotGraphql(response.status);
    }
    return (await response.json()) as FormattedExecutionResult;
  };
}
