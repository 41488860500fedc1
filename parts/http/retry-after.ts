const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const MONTH = `(?<month>${MONTHS.join('|')})`;
const TIME = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)';

/** The three forms of a date in HTTP; a recipient accepts all of them (RFC 9110 §5.6.7). */
const DATES = [
  // IMF-fixdate: Sun, 06 Nov 1994 08:49:37 GMT
  new RegExp(
    `^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\\d\\d) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`,
  ),
  // RFC 850, obsolete: Sunday, 06-Nov-94 08:49:37 GMT
  new RegExp(
    `^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\\d\\d)-${MONTH}-(?<year>\\d\\d) ${TIME} GMT$`,
  ),
  // asctime, obsolete: Sun Nov  6 08:49:37 1994
  new RegExp(
    `^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${MONTH} (?<day>\\d\\d| \\d) ${TIME} (?<year>\\d{4})$`,
  ),
];

/**
 * How long `Retry-After` asks to wait, in milliseconds from `now` on: a number of seconds, or until a
 * date (RFC 9110 §10.2.3); 0 if that is past. `undefined` if there is no field or it is neither. It is
 * as long as the server likes: how much patience to have is for the client to decide.
 */
export function retryAfterMs(field: string | null | undefined, now: Date): number | undefined {
  const value = field?.trim() ?? '';
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1000, Number.MAX_SAFE_INTEGER);
  const date = readHttpDate(value, now);
  return date === undefined ? undefined : Math.max(0, date - now.getTime());
}

/** A date of HTTP as milliseconds since 1970. `Date.parse` would take `soon 5`, and asctime as local time. */
function readHttpDate(value: string, now: Date): number | undefined {
  const parts = DATES.map((form) => form.exec(value)?.groups).find(
    (groups) => groups !== undefined,
  );
  if (parts === undefined) return undefined;
  const [day, hour, minute, second] = [parts.day, parts.hour, parts.minute, parts.second].map(
    Number,
  );
  if (day === undefined || hour === undefined || minute === undefined || second === undefined)
    return;
  const month = MONTHS.indexOf(parts.month ?? '');
  const year = parts.year?.length === 2 ? fullYear(Number(parts.year), now) : Number(parts.year);
  const isTime = hour < 24 && minute < 60 && second <= 60;
  const date = new Date(Date.UTC(year, month, day, hour, minute, second));
  const isDate = day > 0 && day <= new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return isTime && isDate ? date.getTime() : undefined;
}

/** Two digits mean no year that is more than 50 years ahead (RFC 9110 §5.6.7). */
function fullYear(lastTwo: number, now: Date): number {
  const thisYear = now.getUTCFullYear();
  const year = thisYear - (thisYear % 100) + lastTwo;
  return year > thisYear + 50 ? year - 100 : year;
}
