import type { Answering, ServerLife } from 'apilab/parts/process/killable-server';
import { recovering, shop } from './program.ts';

/** The shop as the program of a real process (`childServer`); leases in its settings, in milliseconds. */
export default function child(life: ServerLife, settings: unknown): Answering {
  const { file, psp, mail, leaseMs } = Object(settings);
  const places = { file: String(file), psp: String(psp), mail: String(mail) };
  return shop(life, places, recovering(Number(leaseMs)));
}
