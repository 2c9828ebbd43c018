import { own } from '../../datamap/forms.js';
import type { Identifier, LocateBatch, LocatedRecord } from '../kit/contract.js';
import { Cancelled, Refused } from '../kit/errors.js';
import { type KeyName, keyName } from '../kit/sql/key-name.js';
import { listed } from './calls.js';
import type { Find } from './definition.js';
import { LocatedBuilder } from './located-builder.js';
import { belonging, hit } from './hits.js';
import { otherHolders } from './holders.js';
import { isInScope, read } from './read.js';
import { RestRecord } from './record.js';
import { type Resolved, type RestContext, searched } from './resolved.js';
import type { Scope } from './template.js';

/** A merged record leads to another one, that one perhaps to a third; further than this nobody merges. */
const MOST_MERGES = 5;

/**
 * Which records are these people's: looked up by each identifier in every way that the definition knows, then the lists
 * of what belongs to the records that were found. What a vendor returns is not believed but looked at: a record counts
 * when it shows the identifier, or names its owner.
 */
export async function* locate(context: RestContext, batch: LocateBatch): AsyncGenerator<LocatedRecord[]> {
  if (batch.signal?.aborted) throw new Cancelled('The call was cancelled.');
  const search = new Search(context, batch);
  for (const { person, identifiers } of batch.people) yield* search.person(person, identifiers);
}

type Found = Map<Resolved, Map<KeyName, { record: RestRecord; matched: Identifier[] }>>;

class Search {
  private readonly builder: LocatedBuilder;
  private readonly lists = new Map<string, Record<string, unknown>[]>();
  private readonly listedForAll = new Map<Find, unknown[]>();

  constructor(
    private readonly context: RestContext,
    private readonly batch: LocateBatch,
  ) {
    this.builder = new LocatedBuilder(context, batch);
  }

  async *person(person: string, identifiers: readonly Identifier[]): AsyncGenerator<LocatedRecord[]> {
    const found: Found = new Map();
    const waiting: RestRecord[] = [];
    for (const resolved of this.searchedOnes()) {
      const own = new Map<KeyName, { record: RestRecord; matched: Identifier[] }>();
      found.set(resolved, own);
      for (const identifier of identifiers) {
        for (const record of await this.byIdentifier(resolved, identifier, identifiers)) {
          const known = own.get(keyName(record.key));
          if (!known) own.set(keyName(record.key), { record, matched: [identifier] });
          else if (!known.matched.includes(identifier)) known.matched.push(identifier);
        }
      }
    }
    const identified = [...found.values()].flatMap((own) => [...own.values()]);
    if (identified.length > 0) {
      yield identified.map(({ record, matched }) => this.builder.build(record, person, { via: 'identity', matched }));
    }
    waiting.push(...identified.map(({ record }) => record));
    for (let owner = waiting.shift(); owner; owner = waiting.shift()) {
      for (const resolved of this.ownedBy(owner.resolved.name)) {
        const known = found.get(resolved)!;
        const records: RestRecord[] = [];
        for await (const record of belonging(this.context, resolved, owner, this.batch.controller, this.batch.signal)) {
          const name = keyName(record.key);
          if (known.has(name)) continue;
          known.set(name, { record, matched: [] });
          records.push(record);
        }
        waiting.push(...records);
        const from = { collection: owner.resolved.name, key: owner.key };
        if (records.length > 0) {
          const hers = this.valuesOf(found);
          yield records.map((record) => {
            const held = otherHolders(record, hers);
            return this.builder.build(record, person, {
              via: 'owned',
              owner: from,
              ...(held > 0 ? { otherHolders: held } : {}),
            });
          });
        }
      }
    }
  }

  /** By collection, the keys of what is hers. */
  private valuesOf(found: Found): (collection: string) => ReadonlySet<string> {
    return (name) => {
      const resolved = this.context.collections.get(name);
      const records = resolved ? [...(found.get(resolved)?.values() ?? [])] : [];
      return new Set(records.map(({ record }) => String(record.key[0])));
    };
  }

  private searchedOnes(): Resolved[] {
    return this.context.graph.ownersFirst.map((name) => this.context.collections.get(name)!).filter(searched);
  }

  private ownedBy(owner: string): Resolved[] {
    return this.searchedOnes().filter(({ owners }) => owners.has(owner));
  }

  private async byIdentifier(
    resolved: Resolved,
    identifier: Identifier,
    all: readonly Identifier[],
  ): Promise<RestRecord[]> {
    const records: RestRecord[] = [];
    for (const find of findsBy(resolved, identifier.kind)) {
      for await (const items of this.found(find, identifier.value)) {
        for (const item of items) {
          const record = await this.seen(resolved, find, item, identifier);
          if (!record) continue;
          const isHers = find.verify === false || record.isOf(identifier);
          const standing = isHers ? await this.unmerged(record, all) : null;
          if (standing && isInScope(standing, this.batch.controller)) records.push(standing);
        }
      }
    }
    return records;
  }

  /** A long list is not made whole item by item only to be passed over. */
  private async seen(
    resolved: Resolved,
    find: Find,
    item: unknown,
    identifier: Identifier,
  ): Promise<RestRecord | null> {
    if (isSame(find)) {
      const shown = new RestRecord(resolved, item, this.context.reading);
      if (!shown.isOf(identifier)) return null;
    }
    return hit(this.context, resolved, find, item, {}, this.batch.signal);
  }

  private async *found(find: Find, value: string): AsyncGenerator<unknown[]> {
    const scope = { identifier: value, address: this.context.address };
    if (isSame(find)) {
      yield await this.same(find);
      return;
    }
    if (find.each === undefined) {
      yield* listed(this.context, find, scope, this.batch.signal);
      return;
    }
    for (const each of await this.list(find.each)) {
      const items = listed(this.context, find, { ...scope, each } as Scope, this.batch.signal);
      for await (const page of items) yield page;
    }
  }

  /** What is listed for everybody alike, e.g. all that is archived, is read once for a batch. */
  private async same(find: Find): Promise<unknown[]> {
    const known = this.listedForAll.get(find);
    if (known) return known;
    const items: unknown[] = [];
    for await (const page of listed(this.context, find, { address: this.context.address }, this.batch.signal)) {
      items.push(...page);
    }
    this.listedForAll.set(find, items);
    return items;
  }

  /** A list that look-ups walk through, read once for a batch. */
  private async list(name: string): Promise<Record<string, unknown>[]> {
    const known = this.lists.get(name);
    if (known) return known;
    const call = own(this.context.definition.lists, name);
    if (!call) throw new Refused('unsupported', 'The definition names a list that it does not describe.');
    const items: Record<string, unknown>[] = [];
    for await (const page of listed(this.context, call, { address: this.context.address }, this.batch.signal)) {
      items.push(...page.map((item) => (typeof item === 'object' && item !== null ? { ...item } : { value: item })));
    }
    this.lists.set(name, items);
    return items;
  }

  /**
   * The record that stands where this one was merged into another. Clerks merge wrongly: where the other one shows none
   * of her identifiers, a person decides (practice 22).
   */
  private async unmerged(record: RestRecord, identifiers: readonly Identifier[]): Promise<RestRecord | null> {
    const { mergedInto } = record.resolved.rest;
    if (mergedInto === undefined) return record;
    let standing: RestRecord | null = record;
    for (let merges = 0; standing; merges++) {
      const into: string | number | boolean | null = standing.scalar(mergedInto);
      if (into === null || into === '' || into === false) break;
      if (merges >= MOST_MERGES) throw this.merged(record, 'Merged records lead in a circle.');
      standing = await read(
        this.context,
        record.resolved,
        [typeof into === 'number' ? into : String(into)],
        this.batch.signal,
      );
    }
    if (standing && standing !== record && !identifiers.some((one) => standing.isOf(one))) {
      throw this.merged(record, 'A record was merged into one that shows other identifiers.');
    }
    return standing;
  }

  private merged(record: RestRecord, message: string): Refused {
    return new Refused('conflict', message, { collection: record.resolved.name });
  }
}

/** A map may call an identifier otherwise than the definition does; the field says which one is meant. */
function findsBy({ collection, rest }: Resolved, kind: string): readonly Find[] {
  const field = own(collection.identifiedBy, kind);
  if (field === undefined) return [];
  return own(rest.find, kind) ?? own(rest.find, rest.fields[field]?.identifies ?? '') ?? [];
}

/** Does the look-up ask for nobody in particular? Then its list is held against each identifier. */
const isSame = (find: Find): boolean => !JSON.stringify(find).includes('{identifier');
