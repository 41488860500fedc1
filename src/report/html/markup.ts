import { safeText } from '../../text/safe-text.ts';
import type { Role, Row } from '../../text/spans.ts';

/** Markup that is safe to write into a page. Made by `element` and `raw` alone. */
export interface Markup {
  readonly html: string;
}

type Attributes = Readonly<Record<string, string | number | true | undefined>>;
type Child = Markup | string | readonly Child[];

const marks = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);
/** Elements without an end tag (HTML Standard §13.1.2). */
const voids: ReadonlySet<string> = new Set(['meta', 'br']);

/** Text for content and for quoted attribute values. Controls and bidirectional marks become visible. */
export function escapeHtml(text: string): string {
  return safeText(text).replace(/[&<>"']/g, (mark) => marks.get(mark) ?? mark);
}

/** An element. Strings among its children are text, whatever they hold. */
export function element(name: string, attributes: Attributes, ...children: Child[]): Markup {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${escapeHtml(String(value))}"`))
    .join('');
  if (voids.has(name)) return { html: `<${name}${given}>` };
  return { html: `<${name}${given}>${join(children)}</${name}>` };
}

/** Markup of our own making that is no element, such as a style sheet. Never text from a run. */
export function raw(html: string): Markup {
  return { html };
}

/** A row of the terminal: its words with their roles as classes. */
export function rowMarkup(row: Row): Markup {
  const runs: { role: Role; text: string }[] = [];
  for (const { text, role } of row) {
    const last = runs.at(-1);
    // If a row was wrapped, each of its words is a span of its own.
    if (last?.role === role) last.text += text;
    else if (last !== undefined && text.trim() === '') last.text += text;
    else runs.push({ role, text });
  }
  const spans = runs.map(({ text, role }) =>
    role === 'plain' ? text : element('span', { class: `r-${role}` }, text),
  );
  return element('span', { class: 'row' }, ...spans);
}

function join(children: readonly Child[]): string {
  return children
    .map((child) => {
      if (typeof child === 'string') return escapeHtml(child);
      return isMarkup(child) ? child.html : join(child);
    })
    .join('');
}

function isMarkup(child: Markup | readonly Child[]): child is Markup {
  return 'html' in child;
}
