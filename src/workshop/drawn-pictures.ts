import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findScenario, loadScenario } from '../lab/catalogue/catalogue.ts';
import { play } from '../lab/scenario/play.ts';
import { excerptExporter } from '../report/excerpt/excerpt-exporter.ts';
import { readStepChoice } from '../report/excerpt/step-choice.ts';
import { piecesOf } from '../report/exporter.ts';
import { svgReport } from '../report/svg/report.ts';

/** A picture of the documentation: what `apilab run <id> --variant <variant> --steps <steps> -o <file>` writes. */
interface PictureWanted {
  readonly file: string;
  readonly id: string;
  readonly variant: string;
  readonly steps: string;
}

/** What is drawn is data beside the pictures, as the engine names no scenario. */
const wanted: readonly PictureWanted[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/pictures/pictures.json'), 'utf8'),
);

/** The pictures of the documentation as the product draws them now, by their files in `docs/pictures`. */
export async function drawnPictures(): Promise<ReadonlyMap<string, string>> {
  const pictures = new Map<string, string>();
  for (const { file, id, variant, steps } of wanted) {
    const entry = await findScenario(id);
    const choice = readStepChoice(steps);
    if (entry === undefined || choice === undefined) throw new RangeError(`no ${id}, ${steps}`);
    const report = excerptExporter(choice, svgReport());
    const emit = (event: Parameters<typeof report.take>[0]) => void report.take(event);
    await play(await loadScenario(entry), { group: entry.group, variant, emit });
    pictures.set(file, [...piecesOf(report.end())].join(''));
  }
  return pictures;
}
