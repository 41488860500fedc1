import { formatCount } from '../../text/quantities.ts';
import { indent, type Row, span, truncate, wrap } from '../../text/spans.ts';
import type { HttpRequest } from '../../wire/types.ts';
import { isMembers, type Members } from './json.ts';

/** How many errors of a response `brief` shows. */
const fewErrors = 3;

/** What a GraphQL request asks: its operation and variables, the document below it. */
export function graphqlRequestRows(
  message: HttpRequest,
  body: Members,
  cells: number,
): readonly Row[] {
  const row = [span(operationOf(message), 'strong')];
  const variables = body.variables;
  if (isMembers(variables) && Object.keys(variables).length > 0) {
    row.push(span(' · variables: ', 'dim'), span(JSON.stringify(variables)));
  }
  const query = typeof body.query === 'string' ? body.query : '';
  const document = span(query.replace(/\s+/g, ' ').trim(), 'dim');
  return [truncate(row, cells), ...indent([truncate([document], cells - 2)], 2)];
}

/** The operation as `query PriceOf`: the one that is to run if the document has several. */
function operationOf(message: HttpRequest): string {
  const nodes = message.layers.find((layer) => layer.protocol === 'graphql')?.nodes ?? [];
  const operations = nodes.filter((node) => node.kind === 'graphql.operation');
  const chosen = nodes.find((node) => node.kind === 'graphql.operation-name')?.value;
  const operation = operations.find(({ name }) => name === chosen) ?? operations[0];
  return [operation?.value ?? 'graphql', operation?.name ?? '(no name)'].join(' ');
}

/** A GraphQL response: its data on one row, each error with where it arose. */
export function graphqlResponseRows(
  body: Members,
  cells: number,
  detail: 'brief' | 'full',
): readonly Row[] {
  const rows: Row[] = [];
  if ('data' in body) {
    rows.push(truncate([span('data: ', 'dim'), span(JSON.stringify(body.data))], cells));
  }
  const errors: readonly unknown[] = Array.isArray(body.errors) ? body.errors : [];
  const shown = detail === 'full' ? errors : errors.slice(0, fewErrors);
  for (const error of shown) {
    const path =
      isMembers(error) && Array.isArray(error.path) ? `  at ${error.path.join('.')}` : '';
    const text = isMembers(error) ? String(error.message) : JSON.stringify(error);
    rows.push(...wrap([span('error: ', 'bad'), span(text), span(path, 'dim')], cells));
  }
  if (shown.length < errors.length) {
    rows.push([span(`… ${formatCount(errors.length - shown.length, 'more error')}`, 'dim')]);
  }
  return rows;
}
