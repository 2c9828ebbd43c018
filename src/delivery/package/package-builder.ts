import { pipeline } from 'node:stream';
import type { Digest } from '../../connectors/kit/contract.js';
import type { Collection } from '../../datamap/language.js';
import { coverage, type Coverage, type PackageModel, type SystemAnswer } from '../package-model.js';
import { readPartLines } from '../parts/read-part.js';
import { readmeOf } from '../report/readme.js';
import { reportOf } from '../report/report.js';
import type { ExclusionRule } from '../review/exclusion.js';
import { withholding, withholdsNothing, type WithholdingOptions } from '../review/withholding.js';
import { texts } from '../texts/catalogue.js';
import type { Sealing } from '../vault/sealing.js';
import type { Vault } from '../vault/vault.js';
import type { CollectionInPackage } from './collection-in-package.js';
import { csvEntry, jsonEntry, type Lines } from './entries.js';
import { manifestOf } from './manifest.js';
import { portableFields } from './portable.js';
import { Slugs } from './slugs.js';
import { PreviewBudget, Tally } from './tally.js';
import { ZipStream, type ZippedFile } from './zip-stream.js';

/** Parts of one collection, in order. */
export interface CollectedParts {
  system: string;
  collection: string;
  files: readonly string[];
}

export interface BuildOptions {
  vault: Vault;
  sealing: Sealing;
  /** Name of the package in the vault (`vaultName(id, 'zip')`). */
  file: string;
  model: PackageModel;
  parts: readonly CollectedParts[];
  exclusions: readonly ExclusionRule[];
  /** Keyed digest of the case, the one under which the exclusions were set. */
  digest: Digest;
}

export interface BuiltPackage {
  /** Sealed, as it lies in the vault. */
  bytes: number;
  sha256: Buffer;
  coverage: Coverage;
  files: ZippedFile[];
  collections: CollectionInPackage[];
}

/**
 * Builds a package from parts, as a stream: parts are opened, what must be withheld is withheld, JSON and CSV go into a
 * ZIP, which is sealed and stored under the given name, whole or not at all. It can be built again at any time.
 *
 * The report comes after the data, since it says what was counted in them; the manifest last, since it holds the digest
 * of every other file.
 */
export async function buildPackage(options: BuildOptions): Promise<BuiltPackage> {
  const { model, vault, sealing, file } = options;
  const zip = new ZipStream(model.builtAt);
  const collections = contentsOf(options);
  const utf8 = (text: () => string) =>
    async function* once(): AsyncGenerator<Buffer> {
      yield Buffer.from(await Promise.resolve(text()));
    };

  zip.add(
    'README.txt',
    utf8(() => readmeOf(model)),
  );
  for (const entry of collections) {
    const { lines, rules } = entry.source;
    const filter = withholdsNothing(rules) ? null : withholding(rules);
    zip.add(entry.json, () => jsonEntry(lines, filter, entry.tally));
    zip.add(entry.csv, () => csvEntry(lines, filter, entry.fields));
  }
  if (model.kind !== 'portability')
    zip.add(
      'report.html',
      utf8(() => reportOf(model, collections)),
    );
  zip.add(
    'manifest.json',
    utf8(() => manifestOf(model, collections, zip.files)),
  );
  zip.end();

  const sealed = pipeline(zip.output, sealing.seal(file), () => undefined);
  const { bytes, sha256 } = await vault.write(file, sealed);
  return { bytes, sha256, coverage: coverage(model.systems), files: zip.files, collections };
}

type Content = CollectionInPackage & { source: { lines: Lines; rules: WithholdingOptions } };

function contentsOf({ model, parts, vault, sealing, exclusions, digest }: BuildOptions): Content[] {
  const t = texts(model.locale);
  const folders = new Slugs();
  const budget = new PreviewBudget();
  return model.systems.flatMap(({ map }) => {
    const folder = `data/${folders.next(map.system)}`;
    const names = new Slugs();
    return parts
      .filter(({ system, files }) => system === map.system && files.length > 0)
      .flatMap(({ collection, files }) => {
        const spec = collectionOf(map, collection);
        const portable = model.kind === 'portability' ? portableFields(map, spec) : undefined;
        if (portable?.size === 0) return [];
        const name = `${folder}/${names.next(collection)}`;
        const lines: Lines = async function* read(encoding) {
          for (const part of files) yield* readPartLines(vault, sealing, part, encoding);
        };
        return {
          system: map.system,
          collection,
          map: spec,
          fields: Object.keys(spec.fields).filter((field) => !portable || portable.has(field)),
          json: `${name}.json`,
          csv: `${name}.csv`,
          tally: new Tally(budget),
          source: {
            lines,
            rules: {
              system: map.system,
              collection,
              map: spec,
              rules: exclusions,
              digest,
              ...(portable && { only: portable }),
              blackout: t('blackout'),
            },
          },
        };
      });
  });
}

function collectionOf(map: SystemAnswer['map'], name: string): Collection {
  const collection = Object.hasOwn(map.collections, name) ? map.collections[name] : undefined;
  if (!collection) throw new Error(`The data map of ${map.system} names no collection ${name}.`);
  return collection;
}
