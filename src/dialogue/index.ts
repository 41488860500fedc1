/** How the program and the person before it talk to each other. */
export type { Choice, Chooser, Chosen, List } from './chooser.ts';
export { type Dialogue, ENTER, ESCAPE, type Key, Left } from './dialogue.ts';
export { keyDialogue } from './key-dialogue.ts';
export { openKeyboard } from './keyboard.ts';
export { lineDialogue } from './line-dialogue.ts';
export { sentenceChooser } from './sentence-chooser.ts';
