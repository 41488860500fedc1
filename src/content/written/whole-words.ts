const letter = /[\p{L}\p{N}]/u;

/** Whether `part` stands in `text` as a whole: `1` does not in `10`, nor `event` in `events`. */
export function holdsWhole(text: string, part: string): boolean {
  return places(text, part).length > 0;
}

/** The text with every whole `part` replaced. */
export function replaceWhole(text: string, part: string, by: string): string {
  let replaced = '';
  let from = 0;
  for (const at of places(text, part)) {
    if (at < from) continue;
    replaced += text.slice(from, at) + by;
    from = at + part.length;
  }
  return replaced + text.slice(from);
}

function places(text: string, part: string): readonly number[] {
  const found: number[] = [];
  if (part === '') return found;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const end = at + part.length;
    const goesOn = (inside: number, outside: number) =>
      letter.test(text[inside] ?? ' ') && letter.test(text[outside] ?? ' ');
    if (!goesOn(at, at - 1) && !goesOn(end - 1, end)) found.push(at);
  }
  return found;
}
