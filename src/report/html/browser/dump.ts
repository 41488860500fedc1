/** The bytes of a message as hexadecimal digits and text, in which ranges light up. */

/** How many bytes are drawn at first and with each press of the button below them. */
const perPage = 2048;

/** Bytes from `start` on, `byteLength` of them; offsets count in the message. */
export interface Lit {
  readonly start: number;
  readonly byteLength: number;
}

/** A dump on the page. */
export interface Dump {
  readonly root: HTMLElement;
  /** Lights these bytes and no others. */
  light(ranges: readonly Lit[]): void;
}

/** Draws bytes. `firstOffset` is what the first one is called; `point` hears which byte is pointed at. */
export function drawDump(
  bytes: Uint8Array,
  firstOffset: number,
  perRow: number,
  point: (offset: number | undefined) => void,
): Dump {
  const root = make('div', 'dump');
  const rows = make('div', 'dump-rows');
  rows.tabIndex = 0;
  rows.setAttribute('role', 'group');
  rows.setAttribute('aria-label', 'Bytes. Arrow keys move from byte to byte.');
  rows.style.setProperty('--hex', `${perRow * 2.6 + (perRow > 8 ? 0.6 : 0)}ch`);
  root.append(rows);
  const cells: (readonly HTMLElement[])[] = [];
  let lit: readonly HTMLElement[] = [];
  let wanted: readonly Lit[] = [];
  let cursor: number | undefined;

  const light = (ranges: readonly Lit[]) => {
    for (const cell of lit) cell.classList.remove('lit');
    wanted = ranges;
    lit = ranges.flatMap(({ start, byteLength }) => cells.slice(start, start + byteLength).flat());
    for (const cell of lit) cell.classList.add('lit');
    const [first] = lit;
    if (first !== undefined) bringIntoSight(rows, first);
  };

  const drawMore = (count: number) => {
    const until = Math.min(bytes.length, cells.length + count);
    while (cells.length < until) {
      const at = cells.length;
      const row = make('div', 'dump-row');
      const offset = make('span', 'offset', String(firstOffset + at).padStart(6, '0'));
      const hex = make('span', 'hex');
      const text = make('span', 'text');
      for (const [index, byte] of bytes.subarray(at, Math.min(at + perRow, until)).entries()) {
        const digits = make('span', '', byte.toString(16).padStart(2, '0'));
        const isPrintable = byte > 0x20 && byte < 0x7f;
        const sign = isPrintable ? String.fromCharCode(byte) : byte === 0x20 ? ' ' : '·';
        const character = make('span', isPrintable || byte === 0x20 ? '' : 'dot', sign);
        for (const cell of [digits, character]) cell.dataset.at = String(at + index);
        hex.append(digits);
        text.append(character);
        cells.push([digits, character]);
      }
      row.append(offset, hex, text);
      rows.append(row);
    }
    light(wanted);
    const left = bytes.length - cells.length;
    if (left === 0) return;
    const more = make('button', 'more', `${left.toLocaleString('en')} more bytes`);
    more.addEventListener('click', () => {
      more.remove();
      drawMore(perPage);
    });
    root.append(more);
  };
  // An even number of rows, so that a row is never drawn in two parts.
  drawMore(perPage);

  rows.addEventListener('pointerover', ({ target }) => {
    const at = target instanceof HTMLElement ? target.dataset.at : undefined;
    if (at !== undefined) point(Number(at));
  });
  rows.addEventListener('pointerleave', () => point(undefined));
  rows.addEventListener('blur', () => {
    cursor = undefined;
    point(undefined);
  });
  rows.addEventListener('keydown', (event) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: perRow,
      ArrowUp: -perRow,
    };
    const step = steps[event.key];
    if (step === undefined || cells.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const next = cursor === undefined ? 0 : cursor + step;
    cursor = Math.min(cells.length - 1, Math.max(0, next));
    point(cursor);
  });

  return { root, light };
}

/** All bytes as plain text, for paper, if nothing lights up. */
export function plainDump(bytes: Uint8Array, firstOffset: number, perRow: number): HTMLElement {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += perRow) {
    const row = [...bytes.subarray(at, at + perRow)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'));
    const offset = String(firstOffset + at).padStart(6, '0');
    rows.push(`${offset}  ${hex.padEnd(perRow * 3)} ${text.join('')}`);
  }
  return make('pre', 'dump', rows.join('\n'));
}

/** Scrolls the dump alone, never the page. */
function bringIntoSight(rows: HTMLElement, cell: HTMLElement): void {
  const box = rows.parentElement;
  if (box === null) return;
  const [inside, around] = [cell.getBoundingClientRect(), box.getBoundingClientRect()];
  if (inside.top >= around.top && inside.bottom <= around.bottom) return;
  box.scrollTop += inside.top - around.top - around.height / 3;
}

/** An element with a class and text. The text stays text, whatever it holds. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className = '',
  text = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (className !== '') element.className = className;
  if (text !== '') element.textContent = text;
  return element;
}
