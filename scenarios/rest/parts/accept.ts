/** The media type in which products come. */
const OURS = 'application/json';

/**
 * Whether a client takes JSON (RFC 9110 §12.5.1). Whoever says nothing takes anything. If several
 * ranges fit, the most specific one decides, and its weight 0 means no.
 */
export function acceptsJson(field: string | null): boolean {
  if (field === null || field.trim() === '') return true;
  const ranges = field.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    return { type, isRefused: parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) };
  });
  const decisive = [OURS, 'application/*', '*/*']
    .map((type) => ranges.find((range) => range.type === type))
    .find((range) => range !== undefined);
  return decisive !== undefined && !decisive.isRefused;
}
