import { type Crossed, fieldOf } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import type { Dish } from './menu.ts';
import { protobufToDishes } from './protobuf.ts';
import type { Got } from './setting.ts';

/** The short names of the forms. */
const SHORT: Readonly<Record<string, string>> = {
  'application/json': 'JSON',
  'text/csv': 'CSV',
  'application/protobuf': 'Protobuf',
};

/** What came, in a word: `CSV`, or `406`. */
export const formOf = ({ status, type }: Got): string =>
  status === 200 ? (SHORT[type] ?? type) : `${status}`;

/** In which language a menu can be read to be. */
export const languageOf = ({ bytes }: Got): string =>
  new TextDecoder().decode(bytes).includes('Soupe') ? 'fr' : 'en';

/** What each of several was given: `JSON in fr`. */
export const given = (got: Got): string => `${formOf(got)} in ${languageOf(got)}`;

/** What was asked for and what came, as a table. */
export const asked = (what: string, asks: readonly (readonly [string, string])[]) => ({
  title: `What came, by ${what}`,
  columns: [what, 'came'],
  rows: asks.map(([wish, came]) => [wish, came]),
});

/** What all answers of a step say in a field, each value once. */
export function said({ answers }: Crossed<unknown>, name: string): string {
  const values = answers.map((answer) => fieldOf(answer, name) ?? `no ${name}`);
  return listed(...new Set(values));
}

/** How many of the answers from a cache it had already. */
export const hits = ({ answers }: Crossed<unknown>): number =>
  answers.filter((answer) => fieldOf(answer, 'cache-status')?.includes('; hit')).length;

/** How many dishes are the same in JSON and in Protobuf: `20 of 20`. */
export function sameDishes(json: Got, protobuf: Got): string {
  const { dishes }: { dishes: Dish[] } = JSON.parse(new TextDecoder().decode(json.bytes));
  const decoded = decodedFrom(protobuf.bytes);
  const same = dishes.filter(({ id, name, cents }, n) => {
    const other = decoded[n];
    return other?.id === id && other.name === name && other.cents === cents;
  });
  return `${same.length} of ${dishes.length}`;
}

function decodedFrom(bytes: Uint8Array): readonly Dish[] {
  try {
    return protobufToDishes(bytes);
  } catch {
    return [];
  }
}

/** How long each form is. */
export const lengths = (got: readonly Got[]) =>
  got.map((each) => ({ label: formOf(each), value: each.bytes.byteLength }));
