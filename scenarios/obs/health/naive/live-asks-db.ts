import { type Health, type HealthOptions, health } from '../health.ts';

/** One question, one answer: alive is what works. */
export function liveAsksDb(options: HealthOptions): Health {
  const { isAlive, isReady } = health(options);
  const works = async () => (await isAlive()) && (await isReady());
  return { isAlive: works, isReady: works };
}
