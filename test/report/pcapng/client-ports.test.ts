import { describe, expect, test } from 'vitest';
import { ClientPorts } from '../../../src/report/pcapng/client-ports.ts';

const end = (port: number, last = 1) => ({ address: Uint8Array.of(127, 0, 0, last), port });
const server = end(8000, 2);

describe('the ports of clients', () => {
  test('are the real ones while no connection shares them', () => {
    const ports = new ClientPorts();
    expect([50_000, 50_001].map((port) => ports.take(end(port), server).port)).toEqual([
      50_000, 50_001,
    ]);
  });

  test('are made up below a port that was given again', () => {
    const ports = new ClientPorts();
    const given = [50_000, 49_999, 50_000, 50_000].map(
      (port) => ports.take(end(port), server).port,
    );
    expect(given).toEqual([50_000, 49_999, 49_998, 49_997]);
  });

  test('are counted for each server alone', () => {
    const ports = new ClientPorts();
    const given = [server, end(8001, 2)].map((to) => ports.take(end(50_000), to).port);
    expect(given).toEqual([50_000, 50_000]);
  });

  test('are never the same twice before all were', () => {
    const ports = new ClientPorts();
    const given = Array.from({ length: 65_535 }, () => ports.take(end(3), server).port);
    expect(new Set(given).size).toBe(65_535);
    expect(ports.take(end(3), server).port).toBe(3);
  });
});
