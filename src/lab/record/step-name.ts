/** How a step is named: by its number, from 1, or by its id. */
export type StepName = number | string;

/** Whether a step is the one that is named. */
export function isStep(
  name: StepName,
  { step, id }: { readonly step: number; readonly id: string },
): boolean {
  return name === step || name === id;
}
