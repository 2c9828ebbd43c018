import { coverage, type PackageModel, type SystemAnswer } from '../package-model.js';
import type { CollectionInPackage } from './collection-in-package.js';
import type { ZippedFile } from './zip-stream.js';

/** The package's own account of itself, for programs: coverage, counts, and the digest of every file beside it. */
export function manifestOf(
  model: PackageModel,
  collections: readonly CollectionInPackage[],
  files: readonly ZippedFile[],
): string {
  const manifest = {
    habeas: 1,
    kind: model.kind,
    reference: model.reference,
    controller: model.controller.name,
    locale: model.locale,
    receivedOn: model.receivedOn,
    builtAt: model.builtAt.toISOString(),
    coverage: { ...coverage(model.systems), systems: model.systems.map(systemInManifest) },
    collections: collections.map(({ system, collection, json, csv, tally }) => ({
      system,
      collection,
      files: [json, csv],
      recordsFound: tally.records,
      recordsDisclosed: tally.records - tally.recordsWithheld,
      withheld: Object.fromEntries(tally.withheld),
    })),
    files,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function systemInManifest({ map, outcome }: SystemAnswer): Record<string, string> {
  const { status } = outcome;
  switch (status) {
    case 'found':
    case 'nothing':
      return { system: map.system, status, searchedAt: outcome.searchedAt.toISOString() };
    case 'failed':
      return { system: map.system, status, ...(outcome.retryBy && { retryBy: outcome.retryBy }) };
    case 'pending':
      return { system: map.system, status, ...(outcome.until && { until: outcome.until }) };
    case 'not-searched':
      return { system: map.system, status, ...(outcome.ground && { ground: outcome.ground }) };
  }
}
