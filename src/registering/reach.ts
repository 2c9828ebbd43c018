import type { YamlSource } from '../datamap/load/yaml-source.js';
import type { Reach } from './draft-text.js';

/**
 * How a draft says that its system is reached, also while the rest of it is unfinished or wrong: null when even that
 * cannot be read.
 */
export function reachOf(read: YamlSource): Reach | null {
  if (read.status !== 'read' || !isTable(read.value)) return null;
  const { system, connector, controllers, connection } = read.value;
  if (typeof system !== 'string' || typeof connector !== 'string' || !isTable(connection)) return null;
  if (!Array.isArray(controllers) || !controllers.every((one) => typeof one === 'string')) return null;
  return { system, title: system, connector, controllers, connection };
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
