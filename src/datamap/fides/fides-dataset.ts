import type { Path, Remark } from '../finding.js';

/**
 * A dataset as the Fides project writes it (https://ethyca.com/docs, "dataset" YAML), read tolerantly: both spellings
 * of the meta block, nulls for what is left out. Paths lead back to the file.
 */
export interface FidesDataset {
  key: string;
  title: string;
  categories: string[];
  /** Schema, or dataset of a warehouse, in which the tables lie. */
  namespace: string | null;
  collections: FidesCollection[];
  path: Path;
}

export interface FidesCollection {
  name: string;
  categories: string[];
  fields: FidesField[];
  /** `dataset.collection` of those that must be erased first. */
  eraseAfter: string[];
  skip: boolean;
  strategy: FidesStrategy | null;
  path: Path;
}

export interface FidesField {
  name: string;
  categories: string[];
  references: FidesReference[];
  identity: string | null;
  primaryKey: boolean;
  /** Without the `[]` of arrays. */
  dataType: string | null;
  isArray: boolean;
  length: number | null;
  readOnly: boolean;
  skip: boolean;
  strategy: FidesStrategy | null;
  /** Nested fields of a document. */
  fields: FidesField[];
  path: Path;
}

export interface FidesReference {
  dataset: string;
  /** `collection.field`, with further steps for nested fields. */
  field: string;
  direction: 'from' | 'to' | null;
  path: Path;
}

export interface FidesStrategy {
  name: string;
  configuration: Record<string, unknown>;
}

type Table = Record<string, unknown>;

const DATA_TYPES = new Set(['string', 'integer', 'float', 'boolean', 'object', 'object_id', 'date', 'datetime']);

/** Meta entries that we have no counterpart for, with what that means. */
const NOT_CARRIED: Record<string, string> = {
  after: 'Order of reading follows the links here.',
  partitioning: 'Partitions are the connector’s business here.',
  redact: 'Names of tables and columns are not hidden from officers here.',
  custom_request_field: 'Requests have no custom fields here: add identifiedBy if it finds people.',
  return_all_elements: 'Lists are always read whole here.',
};

/** Datasets of a file that YAML has read already. */
export function readDatasets(value: unknown): { datasets: FidesDataset[]; remarks: Remark[] } {
  const reader = new Reader();
  const top = isTable(value) ? value : {};
  const listed = 'dataset' in top ? top['dataset'] : 'fides_key' in top ? [top] : undefined;
  const path: Path = 'dataset' in top ? ['dataset'] : [];
  const items = Array.isArray(listed) ? listed : isTable(listed) ? [listed] : [];
  if (items.length === 0) {
    reader.error('fides/no-dataset', path, 'The file holds no dataset.', 'It should begin with dataset: and a list.');
  }
  const datasets = items.flatMap((item, index) => {
    const here = !Array.isArray(listed) || !('dataset' in top) ? path : [...path, index];
    return reader.dataset(item, here) ?? [];
  });
  return { datasets, remarks: reader.remarks };
}

class Reader {
  readonly remarks: Remark[] = [];

  error(code: string, path: Path, message: string, hint = ''): void {
    this.remarks.push({ severity: 'error', code, path, message, hint });
  }

  warn(code: string, path: Path, message: string, hint = ''): void {
    this.remarks.push({ severity: 'warning', code, path, message, hint });
  }

  dataset(item: unknown, path: Path): FidesDataset | null {
    if (!isTable(item) || typeof item['fides_key'] !== 'string') {
      this.error('fides/no-key', path, 'A dataset needs a fides_key.');
      return null;
    }
    const meta = this.meta(item, path);
    const collections = this.named(item['collections'], [...path, 'collections'], 'collection').map(({ entry, at }) =>
      this.collection(entry, at),
    );
    return {
      key: item['fides_key'],
      title: textOr(item['name'], item['fides_key']),
      categories: texts(item['data_categories']),
      namespace: this.namespace(meta['namespace'], path),
      collections: collections.filter((one) => one !== null),
      path,
    };
  }

  private collection(item: Table & { name: string }, path: Path): FidesCollection {
    const meta = this.meta(item, path);
    return {
      name: item.name,
      categories: texts(item['data_categories']),
      fields: this.named(item['fields'], [...path, 'fields'], 'field').map(({ entry, at }) => this.field(entry, at)),
      eraseAfter: texts(meta['erase_after']),
      skip: meta['skip_processing'] === true,
      strategy: strategyOf(meta['masking_strategy_override']),
      path,
    };
  }

  private field(item: Table & { name: string }, path: Path): FidesField {
    const meta = this.meta(item, path);
    const type = typeof meta['data_type'] === 'string' ? meta['data_type'] : null;
    const dataType = type === null ? null : type.replace(/\[\]$/, '');
    if (dataType !== null && !DATA_TYPES.has(dataType)) {
      this.warn('fides/data-type', path, `${item.name} has the unknown data type ${dataType}.`, 'It is not relied on.');
    }
    if ('masking_strategy_override' in item) {
      const hint = 'Fides reads it under fides_meta alone: it had no effect there and has none here.';
      this.warn('fides/misplaced', path, `masking_strategy_override of ${item.name} stands beside fides_meta.`, hint);
    }
    return {
      name: item.name,
      categories: texts(item['data_categories']),
      references: list(meta['references']).flatMap((one, index) =>
        this.reference(one, [...path, metaName(item), 'references', index]),
      ),
      identity: typeof meta['identity'] === 'string' ? meta['identity'] : null,
      primaryKey: meta['primary_key'] === true,
      dataType,
      isArray: type?.endsWith('[]') ?? false,
      length: typeof meta['length'] === 'number' ? meta['length'] : null,
      readOnly: meta['read_only'] === true,
      skip: meta['skip_processing'] === true,
      strategy: strategyOf(meta['masking_strategy_override']),
      fields: this.named(item['fields'], [...path, 'fields'], 'field').map(({ entry, at }) => this.field(entry, at)),
      path,
    };
  }

  private reference(item: unknown, path: Path): FidesReference[] {
    if (!isTable(item) || typeof item['dataset'] !== 'string' || typeof item['field'] !== 'string') {
      this.error('fides/reference', path, 'A reference needs dataset and field.');
      return [];
    }
    const { direction } = item;
    if (direction !== undefined && direction !== null && direction !== 'from' && direction !== 'to') {
      this.error('fides/reference', path, 'The direction of a reference is from or to.');
      return [];
    }
    return [{ dataset: item['dataset'], field: item['field'], direction: direction ?? null, path }];
  }

  /** Entries of a list that have a name; others, and a name's second entry, are reported. */
  private named(value: unknown, path: Path, what: string): { entry: Table & { name: string }; at: Path }[] {
    const seen = new Set<string>();
    return list(value).flatMap((item, index) => {
      const at = [...path, index];
      if (!isTable(item) || typeof item['name'] !== 'string' || item['name'] === '') {
        this.error('fides/no-name', at, `A ${what} needs a name.`);
        return [];
      }
      const { name } = item;
      if (seen.has(name) || ['__proto__', 'constructor', 'prototype'].includes(name)) {
        this.error('fides/name', at, `The ${what} ${name} stands here twice, or has a name that is not read.`);
        return [];
      }
      seen.add(name);
      return [{ entry: { ...item, name }, at }];
    });
  }

  private meta(item: Table, path: Path): Table {
    const meta = item[metaName(item)];
    if (!isTable(meta)) return {};
    for (const [name, why] of Object.entries(NOT_CARRIED)) {
      const value = meta[name];
      if (value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)) {
        this.warn('fides/not-carried', [...path, metaName(item), name], `${name} is not carried over.`, why);
      }
    }
    return meta;
  }

  private namespace(value: unknown, path: Path): string | null {
    if (!isTable(value)) return null;
    const schema = [value['schema'], value['schema_name'], value['dataset_id']].find((one) => typeof one === 'string');
    for (const name of ['database_name', 'database', 'project_id', 'catalog']) {
      if (typeof value[name] === 'string') {
        this.warn(
          'fides/not-carried',
          path,
          `${name} of the namespace is not carried over.`,
          'It belongs to connection.',
        );
      }
    }
    return typeof schema === 'string' ? schema : null;
  }
}

function metaName(item: Table): string {
  return isTable(item['fides_meta']) ? 'fides_meta' : 'fidesops_meta';
}

function strategyOf(value: unknown): FidesStrategy | null {
  if (!isTable(value) || typeof value['strategy'] !== 'string') return null;
  return { name: value['strategy'], configuration: isTable(value['configuration']) ? value['configuration'] : {} };
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): string[] {
  return list(value).filter((item): item is string => typeof item === 'string');
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value.trim() ? value : otherwise;
}
