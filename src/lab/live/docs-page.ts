import { escapeHtml, htmlResponse } from './test-page.ts';

/** Methods that a path item may hold (OpenAPI, Path Item Object), in the order in which they are shown. */
const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;

/** A page to read an OpenAPI description by: each operation with its parameters and responses. */
export function docsPage(openapi: object): Response {
  const { title, version, description } = textsOf(membersOf(openapi).info);
  const operations = Object.entries(membersOf(membersOf(openapi).paths)).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = membersOf(item)[method];
      return operation === undefined ? [] : [operationHtml(method, path, membersOf(operation))];
    }),
  );
  const heading = `${title ?? 'API'} ${version ?? ''}`.trim();
  return htmlResponse(
    heading,
    `<h1>${escapeHtml(heading)}</h1>
<p>${escapeHtml(description ?? '')}</p>
<p><a href="/openapi.json">openapi.json</a> <a href="/">Try it</a></p>
${operations.join('\n')}`,
  );
}

function operationHtml(method: string, path: string, operation: Members): string {
  const { summary } = textsOf(operation);
  const parameters = listOf(operation.parameters).map((parameter) => {
    const { name, in: place, description } = textsOf(parameter);
    return [name, place, description];
  });
  const responses = Object.entries(membersOf(operation.responses)).map(([status, response]) => [
    status,
    textsOf(response).description,
  ]);
  return `<h2>${escapeHtml(`${method.toUpperCase()} ${path}`)}</h2>
<p>${escapeHtml(summary ?? '')}</p>
${tableHtml(['parameter', 'in', 'meaning'], parameters)}
${tableHtml(['status', 'when'], responses)}`;
}

type Cells = readonly (string | undefined)[];

function tableHtml(columns: Cells, rows: readonly Cells[]): string {
  if (rows.length === 0) return '';
  const row = (tag: 'th' | 'td', cells: Cells) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell ?? '')}</${tag}>`).join('')}</tr>`;
  return `<table>${row('th', columns)}${rows.map((cells) => row('td', cells)).join('')}</table>`;
}

type Members = Readonly<Record<string, unknown>>;

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The members that are strings. */
function textsOf(value: unknown): Readonly<Record<string, string | undefined>> {
  const texts = Object.entries(membersOf(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}
