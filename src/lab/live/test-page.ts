import { createHash } from 'node:crypto';

/** What a group's test page lets a browser do. */
export interface TestPage {
  readonly actions: readonly PageAction[];
}

/** A button and what it does. */
export interface PageAction {
  readonly label: string;
  /**
   * JavaScript, run in the page when the button is pressed. It may use `log(text)`, and
   * `send(method, path, { headers, body })`, which logs the answer and resolves to it.
   */
  readonly script: string;
}

/** The test page of a group: one document without anything to load. */
export function testPage(options: {
  readonly title: string;
  readonly about: string;
  readonly page: TestPage;
  readonly links: readonly string[];
}): Response {
  const { title, about, page, links } = options;
  const actions = page.actions.map(
    ({ label, script }) => `{ label: ${inScript(label)}, run: async () => {\n${script}\n} }`,
  );
  const script = `const actions = [\n${actions.join(',\n')}\n];\n${SCRIPT}`;
  const more = links.map((link) => `<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`);
  const body = `<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(about)} What this page sends and gets is shown where apilab runs.</p>
<p id="actions">${more.join(' ')}</p>
<pre id="log" role="log"></pre>
<script>${script}</script>`;
  return htmlResponse(title, body, script);
}

/** A document of its own style, which may run one script and talk to its own server only. */
export function htmlResponse(title: string, body: string, script = ''): Response {
  const hash = createHash('sha256').update(script).digest('base64');
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
${body}
</html>
`;
  const policy = [
    "default-src 'none'",
    "frame-ancestors 'none'",
    "connect-src 'self' ws:",
    "style-src 'unsafe-inline'",
    'img-src data:',
    `script-src 'sha256-${hash}'`,
  ];
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy.join('; '),
  };
  return new Response(html, { headers });
}

/** Text between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A string as a script writes it; a tag in it cannot end the script. */
function inScript(text: string): string {
  return JSON.stringify(text).replaceAll('<', '\\u003c');
}

const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
button { font: inherit; margin: 0 .25rem .25rem 0; }
pre { border: 1px solid; min-height: 12rem; padding: .5rem; white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; }
td, th { border: 1px solid; padding: .25rem .5rem; text-align: left; vertical-align: top; }
`;

const SCRIPT = `
const logElement = document.getElementById('log');
function log(text) {
  logElement.append(new Date().toLocaleTimeString() + '  ' + text + '\\n');
}
async function send(method, path, init = {}) {
  const response = await fetch(path, { method, ...init });
  const text = await response.text();
  log(method + ' ' + path + '  ' + response.status + ' ' + response.statusText);
  response.headers.forEach((value, name) => log('    ' + name + ': ' + value));
  if (text) log('    ' + text);
  return { response, text };
}
const place = document.getElementById('actions');
for (const { label, run } of actions.toReversed()) {
  const button = document.createElement('button');
  button.textContent = label;
  button.addEventListener('click', () => run().catch((error) => log(String(error))));
  place.prepend(button);
}
`;
