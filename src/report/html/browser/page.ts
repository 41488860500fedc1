/** Opening, stepping and printing. */
import type { EmbeddedPage } from '../embedded.ts';
import { copyButton, saveButton } from './copy.ts';
import { make } from './dump.ts';
import { drawPanel, printedPanel } from './panel.ts';

/** From this width on, what opens stands beside the story instead of in it. */
const sideBySide = matchMedia('(min-width: 1000px)');
const paper = matchMedia('print');

const page: EmbeddedPage = JSON.parse(document.getElementById('moments')?.textContent ?? '{}');
const beside = document.querySelector<HTMLElement>('.beside');
/** What stands beside the story while nothing is open. */
const resting = [...(beside?.children ?? [])];
const contents = document.querySelector<HTMLDetailsElement>('details.contents');
const buttons = [...document.querySelectorAll<HTMLButtonElement>('button.open')];

let opened: { readonly button: HTMLButtonElement; readonly panel: HTMLElement } | undefined;

function momentOf(button: HTMLButtonElement) {
  return page.moments[Number(button.dataset.moment)];
}

function close(): void {
  if (opened === undefined) return;
  opened.panel.remove();
  opened.button.setAttribute('aria-expanded', 'false');
  opened.button.parentElement?.classList.remove('opened');
  opened = undefined;
  if (sideBySide.matches) beside?.replaceChildren(...resting);
}

function open(button: HTMLButtonElement): void {
  const moment = momentOf(button);
  if (moment === undefined) return;
  close();
  const room = sideBySide.matches ? beside : button.parentElement;
  if (room === null) return;
  const panel = drawPanel(page, moment, room.clientWidth);
  const tools = make('div', 'tools');
  tools.append(
    tool('‹', 'Previous', () => step(-1)),
    tool('›', 'Next', () => step(1)),
    tool('×', 'Close', () => {
      close();
      button.focus();
    }),
  );
  panel.prepend(tools);
  if (sideBySide.matches) room.replaceChildren(panel);
  else room.append(panel);
  room.scrollTop = 0;
  button.setAttribute('aria-expanded', 'true');
  button.parentElement?.classList.add('opened');
  opened = { button, panel };
}

function tool(sign: string, name: string, press: () => void): HTMLButtonElement {
  const button = make('button', 'tool', sign);
  button.type = 'button';
  button.title = name;
  button.setAttribute('aria-label', name);
  button.addEventListener('click', press);
  return button;
}

/** Goes to a message: into a fold only if it is open already. */
function goTo(button: HTMLButtonElement | undefined): void {
  if (button === undefined) return;
  open(button);
  button.focus({ preventScroll: true });
  // What opens below needs the room.
  button.scrollIntoView({ block: sideBySide.matches ? 'nearest' : 'start' });
}

function reachable(): readonly HTMLButtonElement[] {
  return buttons.filter((button) => button.closest('details:not([open])') === null);
}

function step(by: number): void {
  const all = reachable();
  const focused = document.activeElement;
  const from = opened?.button ?? (focused instanceof HTMLButtonElement ? focused : undefined);
  const at = from === undefined ? -1 : all.indexOf(from);
  if (at === -1) goTo(by > 0 ? all[0] : all.at(-1));
  else goTo(all[Math.min(all.length - 1, Math.max(0, at + by))]);
}

for (const button of buttons) {
  button.addEventListener('click', () => {
    if (opened?.button === button) close();
    else open(button);
  });
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const keys: Readonly<Record<string, () => void>> = {
    j: () => step(1),
    ArrowDown: () => step(1),
    k: () => step(-1),
    ArrowUp: () => step(-1),
    Home: () => goTo(reachable()[0]),
    End: () => goTo(reachable().at(-1)),
    Escape: () => {
      const button = opened?.button;
      close();
      button?.focus();
    },
  };
  const act = keys[event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
});

/** A message that the address names, such as `#m12`. */
function openNamed(): void {
  const named = document.getElementById(location.hash.slice(1));
  const button = named?.querySelector<HTMLButtonElement>(':scope > button.open') ?? undefined;
  const fold = named?.closest('details');
  if (fold) fold.open = true;
  if (button !== undefined) goTo(button);
}

let printed: readonly HTMLElement[] = [];
let unfolded: readonly HTMLDetailsElement[] = [];

for (const [id, svg] of Object.entries(page.pictures)) {
  const takes = make('span', 'takes');
  takes.append(
    copyButton('Copy as SVG', svg),
    saveButton('Save', svg, `${id.replace(/^s\d+-/, '')}.svg`),
  );
  document.getElementById(id)?.querySelector('h2')?.append(takes);
}

/** On a narrow screen the contents stand above the story and leave it the room. */
function makeRoom(): void {
  beside?.replaceChildren(...resting);
  if (contents !== null) contents.open = sideBySide.matches;
}
makeRoom();

/** On paper nothing can be opened, so that everything is. */
function openAll(): void {
  if (printed.length > 0) return;
  unfolded = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
  for (const fold of unfolded) fold.open = true;
  printed = buttons.flatMap((button) => {
    const moment = momentOf(button);
    if (moment === undefined) return [];
    const panel = printedPanel(page, moment);
    button.parentElement?.append(panel);
    return [panel];
  });
}

function closeAll(): void {
  for (const panel of printed) panel.remove();
  for (const fold of unfolded) fold.open = false;
  printed = [];
  unfolded = [];
}

addEventListener('beforeprint', openAll);
addEventListener('afterprint', closeAll);
paper.addEventListener('change', ({ matches }) => (matches ? openAll() : closeAll()));
sideBySide.addEventListener('change', () => {
  makeRoom();
  if (opened !== undefined) open(opened.button);
});
addEventListener('hashchange', openNamed);
openNamed();
