/** What is read of a field at most, in characters. */
const FIELD_LIMIT = 1000;

/**
 * The language to answer in: the first that Accept-Language asks for and that is offered, `de` for
 * `de-AT` as well (RFC 9110 §12.5.4). If there is none, the first that is offered.
 */
export function languageOf<Language extends string>(
  accepted: string | null,
  offered: readonly [Language, ...Language[]],
): Language {
  const ranges = (accepted ?? '')
    .slice(0, FIELD_LIMIT)
    .toLowerCase()
    .split(',')
    .map(readRange)
    .filter(({ quality }) => quality > 0 && quality <= 1)
    .sort((a, b) => b.quality - a.quality);
  for (const { range } of ranges) {
    if (range === '*') break;
    const found = offered.find((language) => `${range}-`.startsWith(`${language}-`));
    if (found !== undefined) return found;
  }
  return offered[0];
}

/** Such as `de;q=0.8`; without a weight it is 1 (RFC 9110 §12.4.2). */
function readRange(item: string) {
  const [range = '', ...parameters] = item.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return { range, quality: weight === undefined ? 1 : Number(weight.slice(2)) };
}
