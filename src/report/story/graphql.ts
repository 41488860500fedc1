import { formatCount } from '../../text/quantities.ts';
import { indent, type Row, type Span, span, truncate, wrap } from '../../text/spans.ts';
import type { HttpRequest } from '../../wire/types.ts';
import { type Block, cuttable } from './blocks.ts';
import { isMembers, jsonLine, type Members } from './json.ts';
import type { Sight } from './sight.ts';

/** How many errors of a response `brief` shows. */
const fewErrors = 3;
/** How many errors of a response are shown at all. */
const MOST_ERRORS = 100;

/** What a GraphQL request asks: its operation and variables, the document below it. */
export function graphqlRequestRows(
  message: HttpRequest,
  body: Members,
  cells: number,
): readonly Row[] {
  return [
    truncate(operationRow(message, body), cells),
    ...indent([truncate([documentOf(body)], cells - 2)], 2),
  ];
}

/** The same in brief: a document that was shown before is known by its operation. */
export function graphqlRequestBlocks(
  message: HttpRequest,
  body: Members,
  { remarks }: Sight,
): readonly Block[] {
  const document = documentOf(body);
  const isNew = remarks.isNew(`document ${document.text}`);
  return [
    cuttable(operationRow(message, body)),
    ...(isNew ? [{ ...cuttable([document]), isOwnRow: true }] : []),
  ];
}

function operationRow(message: HttpRequest, { variables }: Members): Row {
  const row = [span(operationOf(message), 'strong')];
  if (isMembers(variables) && Object.keys(variables).length > 0) {
    row.push(span(' · variables: ', 'dim'), span(jsonLine(variables)));
  }
  return row;
}

function documentOf({ query }: Members): Span {
  const text = typeof query === 'string' ? query : '';
  return span(text.slice(0, 4_096).replace(/\s+/g, ' ').trim(), 'dim');
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
    rows.push(truncate([span('data: ', 'dim'), span(jsonLine(body.data))], cells));
  }
  const errors: readonly unknown[] = Array.isArray(body.errors) ? body.errors : [];
  const shown = errors.slice(0, detail === 'full' ? MOST_ERRORS : fewErrors);
  for (const error of shown) {
    const path =
      isMembers(error) && Array.isArray(error.path) ? `  at ${pathText(error.path)}` : '';
    const message = isMembers(error) ? error.message : error;
    const text = typeof message === 'string' ? message : jsonLine(message);
    rows.push(...wrap([span('error: ', 'bad'), span(text), span(path, 'dim')], cells));
  }
  if (shown.length < errors.length) {
    rows.push([span(`… ${formatCount(errors.length - shown.length, 'more error')}`, 'dim')]);
  }
  return rows;
}

/** The path of an error: names and list places (GraphQL §7.1.2); anything else as JSON. */
function pathText(path: readonly unknown[]): string {
  const parts = path.slice(0, 32).map((part) => (typeof part === 'string' ? part : jsonLine(part)));
  return parts.join('.');
}
