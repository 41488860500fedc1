import type { Judge } from '../answer-reader.ts';

/** Takes a content that came to its end for a whole answer. */
export const endIsDone: Judge = ({ broke }) => (broke ? 'cut' : 'done');
