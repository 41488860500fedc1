import type { Block, Lesson, Turn } from '../content/lesson.ts';
import { type Look, printed, said } from '../dialogue/look.ts';
import { type Row, span } from '../text/spans.ts';
import { provingSigns } from './answering-play.ts';
import { explainedOnce } from './explained.ts';
import { USUAL_PORT } from './open-servers.ts';
import { playBlock, type Stage } from './play-block.ts';
import { proseRows } from './prose-view.ts';
import { answerRows, hintRows, lessonOptions, questionRows } from './question-view.ts';
import { headingRows } from './session.ts';
import { commandRows, learnedRows, solutionRows, taskRows } from './turn-view.ts';

/**
 * Prints a lesson as a page to be read: every question with its answers, every run played, every task
 * with its solution. `start` is the place of the first section that is printed, from 0.
 */
export async function printPage(lesson: Lesson, start: number, stage: Stage): Promise<void> {
  const { look, signal } = stage;
  const print = (rows: readonly Row[]) => stage.print(printed(rows, look));
  print(said([span(`${lesson.group}  `, 'dim'), span(lesson.title, 'strong')], look));
  const explained = explainedOnce();
  for (const [at, section] of lesson.sections.entries()) {
    if (at < start) continue;
    print([[], ...headingRows(lesson, at, look)]);
    for (const block of section.blocks) {
      if (signal.aborted) return;
      if (block.kind === 'play') {
        const explains = explained.within(section.id);
        await playBlock(block, { ...stage, explains }, provingSigns(section.blocks, block));
      } else print(blockRows(block, `${lesson.group}/${section.id}`, look));
    }
  }
}

function blockRows(
  block: Exclude<Block, { kind: 'play' }>,
  seedName: string,
  look: Look,
): readonly Row[] {
  switch (block.kind) {
    case 'prose':
      return proseRows(block.paragraphs, look);
    case 'predict': {
      const options = lessonOptions(block, seedName);
      return [...questionRows(block, options, look), ...answerRows(options, look)];
    }
    case 'turn':
      return turnRows(block, look);
  }
}

function turnRows(turn: Turn, look: Look): readonly Row[] {
  const url = `http://127.0.0.1:${USUAL_PORT}`;
  return [
    ...taskRows(turn, look),
    ...commandRows([`apilab serve ${turn.serve}`], url, look),
    ...said([span('Then, in another terminal:')], look),
    [],
    ...commandRows(turn.commands, url, look),
    ...hintRows(turn.hint, look),
    ...solutionRows(turn, url, look),
    ...learnedRows(turn, look),
  ];
}
