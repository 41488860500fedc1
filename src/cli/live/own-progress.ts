import { openProgress, type ProgressStore } from '../../progress/store.ts';
import { safeText } from '../../text/safe-text.ts';
import { errorLine } from '../ending/error-line.ts';

/** Opens the progress of this person. What is wrong with it is told as errors are, and the program goes on. */
export function openOwnProgress(): ProgressStore {
  return openProgress({
    // A path may hold line ends too.
    warn: (sentence) => void process.stderr.write(errorLine(safeText(sentence))),
  });
}
