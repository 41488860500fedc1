import type { Crossed, HttpResponse, Seen } from 'apilab';
import { fieldOf } from 'apilab';
import { counted, listed } from 'apilab/parts/checks/words';
import type { Sample } from './meter.ts';
import { savedName } from './saved-name.ts';

/** In bytes: figures are given in steps of it, since how much comes at once is the network's affair. */
const STEP = 100_000;

const inSteps = (bytes: number) => Math.max(1, Math.floor(bytes / STEP)) * (STEP / 1000);

/** The most that was held at once, in kB, whichever way it came. */
export const mostHeld = (...ways: readonly (readonly Sample[])[]): number =>
  inSteps(Math.max(...ways.flat().map(({ held }) => held)));

/** The same as a sentence: `100 kB held of 1000 kB`. */
export const held = (...ways: readonly (readonly Sample[])[]): string =>
  `${mostHeld(...ways)} kB held of ${inSteps(ways[0]?.at(-1)?.received ?? 0)} kB`;

/** Where a file is that was taken. */
export const placeOf = (answer: Seen<HttpResponse> | undefined): string =>
  (answer && fieldOf(answer, 'location')) ?? '/files/none';

/** How a form was answered, and how many of its files are there: `415 · 0 files stored`. */
export const outcome = ({ answers, result: stored }: Crossed<number>): string =>
  listed(`${answers[0]?.status}`, `${counted(stored, 'file')} stored`);

/** Under which name a client saves what it got, or the status if it got nothing. */
export function nameSaved(answer: Seen<HttpResponse> | undefined): string {
  if (answer?.status !== 200) return `${answer?.status}`;
  return savedName(fieldOf(answer, 'content-disposition') ?? null) ?? 'no name';
}

/** How a browser is told to handle it: `attachment, nosniff, image/png`. */
export function handling(answer: Seen<HttpResponse> | undefined): string {
  if (answer === undefined) return 'nothing to get';
  const disposition = fieldOf(answer, 'content-disposition')?.split(';')[0] ?? 'no disposition';
  const sniffing = fieldOf(answer, 'x-content-type-options') ?? 'no nosniff';
  return `${disposition}, ${sniffing}, ${fieldOf(answer, 'content-type')}`;
}
