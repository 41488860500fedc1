import { InvalidArgumentError } from 'commander';

/** A time that was typed, to be had once it is known what time it is. */
export type Moment = (now: Date) => Date;

const MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A moment as it is typed: `2026-01-31T09:00:00Z`, seconds since 1970, or `-1h` from now. */
export function moment(text: string): Moment {
  const [, sign, count, unit] = /^([+-])(\d{1,9})([smhd])$/.exec(text) ?? [];
  if (unit === 's' || unit === 'm' || unit === 'h' || unit === 'd') {
    const byMs = Number(`${sign}${count}`) * MS[unit];
    return fixed((now) => new Date(now.getTime() + byMs));
  }
  const isSeconds = /^\d{1,12}$/.test(text);
  const isInstant = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(text);
  const at = new Date(isSeconds ? Number(text) * 1000 : text);
  if (!(isSeconds || isInstant)) throw notUnderstood();
  return fixed(() => at);
}

/** @throws InvalidArgumentError if it is a time that no calendar has */
function fixed(at: Moment): Moment {
  if (Number.isNaN(at(new Date()).getTime())) throw notUnderstood();
  return at;
}

function notUnderstood(): InvalidArgumentError {
  return new InvalidArgumentError(
    'It is a time such as 2026-01-31T09:00:00Z, seconds since 1970, or -1h from now.',
  );
}

/** An address of HTTP, as it is typed. */
export function webAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new InvalidArgumentError('It is an address such as http://127.0.0.1:8000.');
  }
  return url;
}
