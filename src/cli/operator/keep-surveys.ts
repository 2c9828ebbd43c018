import type { EntityManager } from 'typeorm';
import { ConnectorError } from '../../connectors/kit/errors.js';
import type { DataMaps } from '../../datamap/versions/data-maps.js';
import { withSystem } from './live-system.js';

/**
 * Keeps what the live schemas look like as the maps are applied, so that `map check` can tell later what has changed.
 * A system that is not reached now is left as it was: applying a map must not depend on it.
 */
export async function keepSurveys(
  manager: EntityManager,
  maps: DataMaps,
  systems: readonly string[],
): Promise<{ system: string; kept: boolean }[]> {
  const kept: { system: string; kept: boolean }[] = [];
  for (const system of systems) {
    const version = await maps.ofSystem(manager, system);
    if (!version) continue;
    try {
      const survey = await withSystem(version.map, (connector) => connector.survey());
      kept.push({ system, kept: await maps.keepSurvey(manager, system, survey) });
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      kept.push({ system, kept: false });
    }
  }
  return kept;
}
