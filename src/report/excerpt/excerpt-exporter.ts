import type { Exporter } from '../exporter.ts';
import { excerptOf, type StepChoice } from './step-choice.ts';

/** An exporter that is told only the steps that were chosen. */
export function excerptExporter(choice: StepChoice, exporter: Exporter): Exporter {
  const excerpt = excerptOf(choice);
  return {
    take: (event) => (excerpt.takes(event) ? exporter.take(event) : ''),
    ...(exporter.release && { release: () => exporter.release?.() ?? '' }),
    end: () => exporter.end(),
  };
}
