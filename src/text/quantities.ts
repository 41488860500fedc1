/** A number with commas between thousands: `1,204`. */
export function formatNumber(value: number): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toFixed(2));
  const [whole = '', fraction] = String(rounded).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A count with its noun: `1 event`, `5 events`. */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(count)} ${count === 1 ? singular : plural}`;
}

/** A value with the unit in which it was measured: `5 orders`, `1 order`, `4 ms`. */
export function formatMeasure(value: number, unit: string): string {
  const named = value === 1 ? unit.replace(/^[a-z]{4,}/, singular) : unit;
  return `${formatNumber(value)} ${named}`.trim();
}

function singular(word: string): string {
  if (/ies$/.test(word)) return word.replace(/ies$/, 'y');
  if (/(ss|x|ch|sh)es$/.test(word)) return word.replace(/es$/, '');
  return word.replace(/([^s])s$/, '$1');
}

/** A length in bytes, by powers of 1,000: `812 B`, `1.9 kB`, `2.4 MB`. */
export function formatBytes(byteLength: number): string {
  let scaled = byteLength;
  let unit = 'B';
  for (const larger of ['kB', 'MB', 'GB', 'TB']) {
    // What would round up to 1,000 belongs to the next unit.
    if (scaled < 999.5) break;
    scaled /= 1_000;
    unit = larger;
  }
  const digits = unit === 'B' || scaled >= 99.95 ? 0 : 1;
  return `${scaled.toFixed(digits).replace(/\.0$/, '')} ${unit}`;
}

/** A time span of `ms` milliseconds: `0.2 ms`, `40 ms`, `1.04 s`, `2 min 05 s`, `1 h 02 min`, `3 d 04 h`. */
export function formatDuration(ms: number): string {
  if (ms < 9.95) return `${trimZeros(ms.toFixed(1))} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_995) return `${trimZeros((ms / 1_000).toFixed(2))} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return twoPart(seconds, 60, 'min', 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return twoPart(minutes, 60, 'h', 'min');
  return twoPart(Math.round(minutes / 60), 24, 'd', 'h');
}

/**
 * A point of lab time, `ms` milliseconds after its start, in at most 8 characters for the first
 * hundred days: `+0 ms`, `+59.99 s`, `+12m 10s`, `+23h 59m`, `+3d 11h`.
 */
export function formatLabTime(ms: number): string {
  const text = formatDuration(ms);
  return ms < 59_995 ? `+${text}` : `+${text.replace(/ (m|h|d|s)(?:in)?/g, '$1')}`;
}

function twoPart(total: number, base: number, larger: string, smaller: string): string {
  const rest = total % base;
  const head = `${Math.floor(total / base)} ${larger}`;
  return rest === 0 ? head : `${head} ${String(rest).padStart(2, '0')} ${smaller}`;
}

function trimZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}
