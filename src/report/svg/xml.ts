import { safeText } from '../../text/safe-text.ts';

type Attributes = Readonly<Record<string, string | number | undefined>>;

const marks = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** Text for content and for quoted attribute values. What XML 1.0 does not allow (§2.2) is made visible. */
export function escapeXml(text: string): string {
  return safeText(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (mark) => marks.get(mark) ?? mark);
}

/** An element whose content is XML already. Attributes are text, numbers are rounded to a tenth. */
export function tag(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(attributeText(value))}"`)
    .join('');
  return content.length === 0
    ? `<${name}${given}/>`
    : `<${name}${given}>${content.join('')}</${name}>`;
}

function attributeText(value: string | number | undefined): string {
  return typeof value === 'number' ? String(Math.round(value * 10) / 10) : (value ?? '');
}
