import type { Identifier, Key, LocateBatch, LocatedRecord } from '../contract.js';
import type { RawRow, Session } from './dialect.js';
import { countHolders } from './holders.js';
import { type IdentityLookup, lookupCondition, lookupsOf, matches } from './identity-lookup.js';
import { type Hit, LinkIndex } from './link-index.js';
import { type CollectionPlan, type LocatePlan, locatePlan } from './locate-plan.js';
import { PeopleKnown } from './people-known.js';
import { RecordBuilder } from './record-builder.js';
import { type Link, scopeOf } from './resolved-map.js';
import { type KeyName, keyName } from './key-name.js';
import type { SqlContext } from './sql-context.js';
import { allOf, chunks, conditionSql, quotedTable, Statement } from './statement.js';
import { inSnapshot } from './transaction.js';
import { encodeTuple } from './tuples.js';

/** Rows that are read from the server at a time. */
const FETCH = 2000;
/** Records in one chunk of the answer. */
const CHUNK = 1000;

/**
 * Which records are these people's. Set-based: a statement asks for one collection by one way for the whole batch.
 *
 * First the collections through which others are reached, round after round until nothing is new; then those at the
 * ends, each once, streamed: of a person with millions of rows only the keys of the inner collections are held.
 */
export function locate(context: SqlContext, batch: LocateBatch): AsyncIterable<LocatedRecord[]> {
  return (async function* () {
    const plan = locatePlan(context, await context.resolve());
    yield* inSnapshot(context.access, batch.signal, (session) => new Search(context, plan, batch, session).run());
  })();
}

const NONE: Identifier[] = [];

/** How one person comes to a row. */
interface Reach {
  via: LocatedRecord['via'];
  matched: Identifier[];
  owner: Hit | null;
}

/** Every way by which a row of a collection may be come by, for this batch. */
interface Ways {
  lookups: IdentityLookup[];
  links: LinkIndex[];
  /** The one link, where nothing else leads here: the commonest case, and the one with the most rows. */
  only: LinkIndex | null;
}

/** A record of a shared collection, kept until the holders can be counted. */
interface Waiting {
  plan: CollectionPlan;
  row: RawRow;
  record: LocatedRecord;
  owner: Hit | null;
}

class Search {
  private readonly plans: CollectionPlan[];
  private readonly indexes = new Map<Link, LinkIndex>();
  private readonly ways = new Map<CollectionPlan, Ways>();
  /** Keys by person, of each collection that can be come by in more than one way. */
  private readonly seen = new Map<CollectionPlan, Map<string, Set<KeyName>>>();
  private readonly waiting: Waiting[] = [];
  private readonly builder: RecordBuilder;
  private ready: LocatedRecord[] = [];

  constructor(
    private readonly context: SqlContext,
    plan: LocatePlan,
    private readonly batch: LocateBatch,
    private readonly session: Session,
  ) {
    this.plans = plan.collections.filter(({ collection }) => scopeOf(collection.collection, batch.controller) !== null);
    for (const one of this.plans) {
      const lookups = lookupsOf(one.collection, batch.people);
      const links = one.incoming.map((link) => new LinkIndex(link));
      for (const index of links) this.indexes.set(index.link, index);
      // Ownership tells more than a share.
      const ordered = [...links].sort((a, b) => Number(a.link.via === 'shared') - Number(b.link.via === 'shared'));
      const only = lookups.length === 0 && links.length === 1 ? (links[0] ?? null) : null;
      this.ways.set(one, { lookups, links: ordered, only });
      this.seen.set(one, new Map());
    }
    this.builder = new RecordBuilder(batch.digest, plan.redacts ? new PeopleKnown(batch.people) : null);
  }

  async *run(): AsyncGenerator<LocatedRecord[]> {
    const isInner = (plan: CollectionPlan): boolean => plan.outgoing.some((link) => this.indexes.has(link));
    const inner = this.plans.filter(isInner);
    for (const plan of inner) yield* this.ask(plan, 'identity');
    while (inner.some((plan) => this.incoming(plan).some((index) => index.hasPending))) {
      for (const plan of inner) yield* this.ask(plan, 'links');
    }
    for (const plan of this.plans) {
      if (isInner(plan)) continue;
      yield* this.ask(plan, 'identity');
      yield* this.ask(plan, 'links');
    }
    await this.settleShared();
    yield* this.drain(1);
  }

  private incoming(plan: CollectionPlan): LinkIndex[] {
    return this.ways.get(plan)?.links ?? [];
  }

  private async *ask(plan: CollectionPlan, by: 'identity' | 'links'): AsyncGenerator<LocatedRecord[]> {
    for (const statement of by === 'identity' ? this.byIdentity(plan) : this.byLinks(plan)) {
      for await (const rows of this.session.stream(statement.sql, statement.statement.parameters, FETCH)) {
        for (const row of rows) this.take(plan, row);
        yield* this.drain(CHUNK);
      }
    }
  }

  private *byIdentity(plan: CollectionPlan): Generator<Question> {
    for (const lookup of this.ways.get(plan)?.lookups ?? []) {
      for (const values of chunks(lookup.people.keys(), this.context.dialect.listSize)) {
        const statement = new Statement(this.context.dialect);
        const condition = lookupCondition(this.context, plan.collection, lookup, values, statement);
        if (condition !== null) yield this.question(plan, condition, statement);
      }
    }
  }

  private *byLinks(plan: CollectionPlan): Generator<Question> {
    const { dialect } = this.context;
    for (const index of this.incoming(plan)) {
      const columns = index.link.childColumns;
      const quoted = columns.map((column) => dialect.quote(column.name));
      const tuples = index
        .takePending()
        .map((values) => encodeTuple(dialect, values, columns))
        .filter((tuple) => tuple !== undefined);
      for (const some of chunks(tuples, dialect.listSize)) {
        const statement = new Statement(dialect);
        yield this.question(plan, dialect.among(quoted, columns, some, statement.bind), statement);
      }
    }
  }

  private question(plan: CollectionPlan, condition: string, statement: Statement): Question {
    const { dialect } = this.context;
    const { table, name, collection } = plan.collection;
    const scope = scopeOf(collection, this.batch.controller) ?? undefined;
    const where = allOf(condition, conditionSql(dialect, table, scope, name, statement));
    return { sql: `SELECT ${plan.reader.selected} FROM ${quotedTable(dialect, table)} WHERE ${where}`, statement };
  }

  private take(plan: CollectionPlan, row: RawRow): void {
    const key = plan.reader.key(row);
    for (const [person, reach] of this.reachedBy(plan, row)) {
      if (!this.isNew(plan, person, key)) continue;
      const record = this.builder.build(plan, row, key, person, reach);
      const hit: Hit = { person, collection: plan.collection.name, key };
      for (const link of plan.outgoing) {
        const values = link.parentColumns.map((column) => plan.reader.scalar(row, column));
        this.indexes.get(link)?.add(values, hit);
      }
      if (plan.shared && reach.via !== 'identity') this.waiting.push({ plan, row, record, owner: reach.owner });
      else this.ready.push(record);
    }
  }

  /** Rows of a collection at an end that can only be come by in one way are never met twice: nothing is remembered. */
  private isNew(plan: CollectionPlan, person: string, key: Key): boolean {
    if (plan.outgoing.length === 0 && this.ways.get(plan)?.only) return true;
    const people = this.seen.get(plan);
    const name = keyName(key);
    const seen = people?.get(person);
    if (seen?.has(name)) return false;
    if (seen) seen.add(name);
    else people?.set(person, new Set([name]));
    return true;
  }

  private reachedBy(plan: CollectionPlan, row: RawRow): Iterable<[string, Reach]> {
    const ways = this.ways.get(plan);
    if (ways?.only) {
      const hits = this.parents(plan, ways.only, row);
      const [hit] = hits;
      if (!hit) return [];
      if (hits.length === 1) return [[hit.person, { via: ways.only.link.via, matched: NONE, owner: hit }]];
    }
    const reached = new Map<string, Reach>();
    for (const lookup of ways?.lookups ?? []) {
      for (const { person, identifier } of matches(lookup, plan.reader.canonical(row, lookup.kind, lookup.column))) {
        const before = reached.get(person)?.matched ?? [];
        reached.set(person, { via: 'identity', matched: [...before, identifier], owner: null });
      }
    }
    for (const index of ways?.links ?? []) {
      for (const hit of this.parents(plan, index, row)) {
        if (!reached.has(hit.person)) reached.set(hit.person, { via: index.link.via, matched: NONE, owner: hit });
      }
    }
    return reached;
  }

  private parents(plan: CollectionPlan, index: LinkIndex, row: RawRow): readonly Hit[] {
    return index.parentsOf(index.link.childColumns.map((column) => plan.reader.scalar(row, column)));
  }

  /** Counts who else holds the shared records; what belongs to a shared record is held by whoever holds that. */
  private async settleShared(): Promise<void> {
    const others = new Map<string, number>();
    const nameOf = (person: string, collection: string, key: Key): string =>
      JSON.stringify([person, collection, keyName(key)]);
    for (const plan of this.plans.filter((one) => one.holdings.length > 0)) {
      const rows = this.waiting.filter((one) => one.plan === plan && one.record.via === 'shared');
      const counts = await countHolders(
        this.context,
        this.session,
        plan,
        rows.map(({ row }) => row),
      );
      for (const [at, { record, row }] of rows.entries()) {
        const own = this.ownHoldings(plan, record.person, row);
        record.holders = own.map(({ collection, key }) => ({ collection, key }));
        const name = nameOf(record.person, record.collection, record.key);
        others.set(name, Math.max(0, (counts[at] ?? 0) - own.length));
      }
    }
    for (const { record, owner } of this.waiting) {
      const from =
        record.via === 'shared' || !owner
          ? nameOf(record.person, record.collection, record.key)
          : nameOf(owner.person, owner.collection, owner.key);
      const held = others.get(from);
      if (held !== undefined) {
        record.otherHolders = held;
        others.set(nameOf(record.person, record.collection, record.key), held);
      }
      this.ready.push(record);
    }
  }

  private ownHoldings(plan: CollectionPlan, person: string, row: RawRow): Hit[] {
    return plan.holdings.flatMap((holding) => {
      const index = holding.link ? this.indexes.get(holding.link) : undefined;
      const values = holding.sharedColumns.map((column) => plan.reader.scalar(row, column));
      return index?.ownOf(person, values) ?? [];
    });
  }

  private *drain(atLeast: number): Generator<LocatedRecord[]> {
    if (this.ready.length < atLeast) return;
    const ready = this.ready;
    this.ready = [];
    for (let from = 0; from < ready.length; from += CHUNK) yield ready.slice(from, from + CHUNK);
  }
}

interface Question {
  sql: string;
  statement: Statement;
}
