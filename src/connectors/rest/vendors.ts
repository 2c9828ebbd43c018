import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { ConnectorFactory } from '../kit/contract.js';
import type { Definition } from './definition.js';
import { sentence } from '../../datamap/finding.js';
import { loadDefinition } from './load.js';
import { restConnector } from './rest-connector.js';

/** One folder a vendor, its definition named like it. */
export const vendorsFolder = fileURLToPath(new URL('./vendors/', import.meta.url));

export function vendorFiles(folder = vendorsFolder): { name: string; file: string }[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, file: join(folder, name, `${name}.yaml`) }))
    .filter(({ file }) => existsSync(file))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** The definition of a vendor that has code of its own too. */
export function vendorDefinition(name: string): Definition {
  return parse(readFileSync(join(vendorsFolder, name, `${name}.yaml`), 'utf8')) as Definition;
}

/** The connectors of all definitions that come with the house. A test lints them; here they are only read. */
export function restVendors(): ConnectorFactory[] {
  return vendorFiles().map(({ file }) => restConnector(parse(readFileSync(file, 'utf8')) as Definition));
}

/**
 * The connectors of a company's own definitions.
 *
 * @throws when one of them does not pass lint: a service that starts without a system would say nothing about it.
 */
export function ownConnectors(folder: string | undefined): ConnectorFactory[] {
  if (folder === undefined) return [];
  return vendorFiles(folder).map(({ name, file }) => {
    const loaded = loadDefinition(file, readFileSync(file, 'utf8'));
    if (loaded.status === 'refused') {
      throw new Error(`A connector cannot be used.\n${loaded.findings.map(sentence).join('\n')}`);
    }
    if (loaded.definition.vendor !== name) throw new Error(`The connector in ${file} is not called like its folder.`);
    return restConnector(loaded.definition);
  });
}
