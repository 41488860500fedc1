/** The languages in which the menu is written; the first is for whoever reads none of them. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A dish as it is shown, in one language. */
export interface Dish {
  readonly id: number;
  readonly name: string;
  readonly cents: number;
}

const NAMES: readonly Readonly<Record<Language, string>>[] = [
  { en: 'Onion soup', fr: "Soupe à l'oignon" },
  { en: 'Leek tart', fr: 'Tarte aux poireaux' },
  { en: 'Roast chicken', fr: 'Poulet rôti' },
  { en: 'Grilled trout', fr: 'Truite grillée' },
  { en: 'Chocolate cake', fr: 'Gâteau au chocolat' },
];

/** A menu of so many dishes. */
export const menuIn = (language: Language, dishes: number): readonly Dish[] =>
  Array.from({ length: dishes }, (_, n) => ({
    id: n + 1,
    name: NAMES[n % NAMES.length]?.[language] ?? '',
    cents: 790 + 35 * n,
  }));
