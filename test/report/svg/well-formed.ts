/**
 * Reads XML and throws at the first thing that is not well-formed (XML 1.0 §2.1): enough of a parser for what
 * has no document type. Returns the names of all elements, and of all attributes as `@name`.
 */
export function namesInXml(xml: string): readonly string[] {
  const names: string[] = [];
  const open: string[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
  if (forbidden.test(xml) || /\p{Cs}/u.test(xml)) throw new SyntaxError('a forbidden character');
  const token =
    /<\/([a-z]+)>|<([a-z]+)((?: [\w:-]+="(?:[^<&"]|&(?:amp|lt|gt|quot|#39);)*")*)(\/?)>|((?:[^<&]|&(?:amp|lt|gt|quot|#39);)+)/gy;
  let at = 0;
  for (const [whole, end, start, attributes = '', alone, text] of xml.matchAll(token)) {
    at += whole.length;
    if (text !== undefined) {
      if (open.length === 0 && text.trim() !== '') throw new SyntaxError(`text outside: ${text}`);
      if (text.includes(']]>')) throw new SyntaxError(']]> in text');
    }
    if (end !== undefined && open.pop() !== end) throw new SyntaxError(`</${end}> closes nothing`);
    if (start === undefined) continue;
    const given = [...attributes.matchAll(/ ([\w:-]+)=/g)].map(([, name = '']) => name);
    if (new Set(given).size < given.length) throw new SyntaxError(`an attribute twice: ${whole}`);
    names.push(start, ...given.map((name) => `@${name}`));
    if (alone === '') open.push(start);
  }
  if (at < xml.length) throw new SyntaxError(`not XML: ${xml.slice(at, at + 80)}`);
  if (open.length > 0) throw new SyntaxError(`<${open.at(-1)}> is left open`);
  return names;
}
