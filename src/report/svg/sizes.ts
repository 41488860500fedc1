/** Sizes in CSS pixels. What stands in a slide must be readable from the last row. */

/** The highest that the picture of a scenario is, and so each of its steps: what a slide holds. */
export const HIGHEST = 1_200;
/** How many columns a picture has at most. */
export const MOST_COLUMNS = 24;
/** Room around a picture, and between two of a file. */
export const MARGIN = 20;
/** Room between two columns. */
export const BETWEEN = 34;
/** The narrowest that the lanes of a column are together. */
export const LEAST_LANES = 460;
/** Room for the time, left of the lanes. */
export const TIME = 68;
/** The height of the names above the lanes. */
export const HEADS = 36;

/** A face of text: what is written in it is wrapped by `cell`, the widest that its letters are on average. */
export interface Face {
  readonly className: string;
  readonly size: number;
  readonly line: number;
  readonly cell: number;
}

/** By what common fonts need: DejaVu Sans is the widest of them. */
export const faces = {
  mono: { className: 'm', size: 12, line: 17, cell: 7.45 },
  small: { className: 's', size: 12, line: 17, cell: 7.4 },
  text: { className: 't', size: 13, line: 19, cell: 8 },
  heading: { className: 'h', size: 14.5, line: 21, cell: 10 },
  title: { className: 'b', size: 19, line: 26, cell: 13 },
} as const satisfies Record<string, Face>;
