import { type Health, type HealthOptions, health } from '../health.ts';

/** Whoever answers is ready. */
export function alwaysReady(options: HealthOptions): Health {
  const { isAlive } = health(options);
  return { isAlive, isReady: isAlive };
}
