import { Temporal } from 'temporal-polyfill';
import type { LocatedRecord } from '../connectors/kit/contract.js';
import type { Collection, Condition, Retain, Scalar, Strategy, SystemMap } from '../datamap/language.js';
import type { RetentionGround } from '../laws/ground.js';
import { retainUntil } from '../laws/retention.js';
import { linkOf, retainOf } from '../datamap/forms.js';
import { type EffectGroup, type EffectRow, keyText } from '../work/effect-set.js';
import { spell, type Verdict } from '../work/verdict.js';
import { fieldsOf, isMaskable, maskOf } from './field-masks.js';

/** What the judge must know of the law beside the map. */
export interface Bench {
  /** The legal day of judging, in the controller's zone. */
  today: Temporal.PlainDate;
  /** Ground for erasing what a purpose with this legal basis no longer needs. */
  eraseGround(basis: string): string;
  retention(ground: string): RetentionGround | undefined;
}

/** Ground under which a shared record stays because somebody else holds it (Art. 15(4), 17 GDPR: others' rights). */
export const OTHERS = 'gdpr/15-4/others';

/**
 * What becomes of each located record of one person in one system. Pure and repeatable: the same records under the same
 * map and law give the same groups in the same order, so that a plan can be compared with a later judgement.
 *
 * No ground, no erasure (practice 8): a running contract, a retention period, somebody else's hold on a record each keep
 * it, and the verdict names which.
 */
export function judgeRecords(map: SystemMap, records: readonly LocatedRecord[], bench: Bench): EffectGroup[] {
  const court = new Court(map, records, bench);
  return Object.entries(map.collections).flatMap(([name, collection]) => {
    const groups = new Map<string, EffectGroup>();
    for (const record of court.of(name)) {
      const verdict = court.verdict(record);
      const text = spell(verdict);
      const group = groups.get(text) ?? emptyGroup(name, collection, verdict);
      group.rows.push(toRow(record, group));
      groups.set(text, group);
    }
    const ordered = [...groups.values()].sort((a, b) => (a.verdict < b.verdict ? -1 : 1));
    for (const group of ordered) group.rows = byKey(group.rows);
    return ordered;
  });
}

/** In the order of their keys, each spelt once. */
function byKey(rows: readonly EffectRow[]): EffectRow[] {
  return rows
    .map((row) => ({ row, text: keyText(row.key) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ row }) => row);
}

function emptyGroup(name: string, collection: Collection, verdict: Verdict): EffectGroup {
  const mask = verdict.action === 'mask' ? maskFor(collection, verdict) : undefined;
  const set = verdict.because === 'retain' ? restriction(collection) : undefined;
  return {
    collection: name,
    verdict: spell(verdict),
    action: verdict.action,
    ...(mask ? { mask } : {}),
    ...(set ? { set } : {}),
    rows: [],
  };
}

function toRow(record: LocatedRecord, group: EffectGroup): EffectRow {
  const digests = group.mask
    ? Object.fromEntries(Object.entries(record.digests).filter(([field]) => group.mask && field in group.mask))
    : undefined;
  return {
    key: record.key,
    ...(record.fingerprint ? { fingerprint: record.fingerprint } : {}),
    ...(digests ? { digests } : {}),
  };
}

function restriction(collection: Collection): Record<string, Scalar> | undefined {
  const restrict = retainOf(collection.erasure)?.meanwhile?.restrict;
  return restrict && 'set' in restrict ? restrict.set : undefined;
}

/** Fields to be masked under a verdict: all mapped ones, or all but those that the retention ground needs. */
function maskFor(collection: Collection, verdict: Verdict): Record<string, Strategy> {
  const kept = verdict.because === 'retain' ? keptFields(collection) : [];
  return Object.fromEntries(
    fieldsOf(collection)
      .filter((field) => !kept.includes(field) && isMaskable(collection, field))
      .map((field) => [field, maskOf(collection, field)]),
  );
}

/** Fields that stay legible while a record is retained. */
export function keptFields(collection: Collection): string[] {
  const retain = retainOf(collection.erasure);
  if (!retain) return [];
  const clear = retain.meanwhile?.clear ?? [];
  return retain.keep.filter((field) => !clear.includes(field));
}

class Court {
  private readonly records = new Map<string, LocatedRecord[]>();
  private readonly verdicts = new Map<LocatedRecord, Verdict>();
  private readonly byName = new Map<string, LocatedRecord>();
  private readonly owned = new Map<string, LocatedRecord[]>();

  constructor(
    private readonly map: SystemMap,
    records: readonly LocatedRecord[],
    private readonly bench: Bench,
  ) {
    for (const record of records) {
      const name = nameOf(record);
      if (this.byName.has(name)) continue;
      this.byName.set(name, record);
      push(this.records, record.collection, record);
      if (record.owner && record.via !== 'shared') push(this.owned, nameOf(record.owner), record);
    }
  }

  of(collection: string): readonly LocatedRecord[] {
    return this.records.get(collection) ?? [];
  }

  verdict(record: LocatedRecord): Verdict {
    const known = this.verdicts.get(record);
    if (known) return known;
    // While a record's own verdict is being found, whoever asks back (a circle of reasons) hears that it would go.
    this.verdicts.set(record, this.erase(record, 'delete'));
    const verdict = this.find(record);
    this.verdicts.set(record, verdict);
    return verdict;
  }

  private find(record: LocatedRecord): Verdict {
    const collection = this.map.collections[record.collection]!;
    const { erasure } = collection;
    if (typeof erasure === 'object' && 'keep' in erasure)
      return { action: 'none', because: 'keep', ground: erasure.keep.ground };
    // What belongs to a shared record is held by whoever holds that.
    if (record.via === 'shared' || record.otherHolders !== undefined) return this.shared(record);
    const necessary = collection.necessary?.find((rule) => holds(rule.while, record.facts));
    if (necessary) return { action: 'none', because: 'necessary', ground: necessary.ground };
    const retain = retainOf(collection.erasure);
    const kept = retain && this.retained(record, retain);
    if (kept) return kept.because === 'retain' ? this.withMask(collection, kept) : kept;
    const wish = typeof erasure === 'string' ? erasure : this.otherwise(record, erasure);
    return wish === 'delete' ? this.unlessOwned(record, collection) : this.erase(record, 'mask');
  }

  /** Retained rows whose rest is cleared are masked; those of which everything is kept are left as they are. */
  private withMask(collection: Collection, verdict: Verdict): Verdict {
    const touches = Object.keys(maskFor(collection, verdict)).length > 0 || restriction(collection);
    return { ...verdict, action: touches ? 'mask' : 'none' };
  }

  private otherwise(
    record: LocatedRecord,
    erasure: { retain: Retain; otherwise?: 'delete' | 'mask' },
  ): 'delete' | 'mask' {
    const { from } = erasure.retain;
    const ran = from !== undefined && record.facts[from] !== null && record.facts[from] !== undefined;
    return ran ? (erasure.retain.then ?? 'delete') : (erasure.otherwise ?? 'delete');
  }

  private retained(record: LocatedRecord, retain: Retain): Verdict | null {
    if (retain.because) return this.retainedBecause(record, retain, retain.because);
    const from = retain.from ? record.facts[retain.from] : null;
    const rule = this.bench.retention(retain.ground);
    if (from === null || from === undefined || !rule) return null;
    const until = retainUntil(rule, Temporal.PlainDate.from(String(from).slice(0, 10)), this.bench.today).keptUntil;
    if (Temporal.PlainDate.compare(until, this.bench.today) < 0) return null;
    return { action: 'none', because: 'retain', ground: retain.ground, until: until.toString() };
  }

  /** A row that stays as long as another does: the name an invoice bears, the lines of an invoice, an open order's buyer. */
  private retainedBecause(record: LocatedRecord, retain: Retain, reason: string): Verdict | null {
    const verdicts = this.related(record, reason).map((other) => this.verdict(other));
    const necessary = verdicts.find((verdict) => verdict.because === 'necessary' || verdict.because === 'keep');
    if (necessary) return { action: 'none', because: necessary.because, ground: necessary.ground };
    const dates = verdicts.flatMap((verdict) => (verdict.because === 'retain' && verdict.until ? [verdict.until] : []));
    if (dates.length === 0) return null;
    return { action: 'none', because: 'retain', ground: retain.ground, until: dates.sort().at(-1)! };
  }

  /** Records of a collection that this one owns, or that own it; at any depth. */
  private related(record: LocatedRecord, collection: string): LocatedRecord[] {
    const above: LocatedRecord[] = [];
    for (let owner = record.owner; owner;) {
      const next = this.byName.get(nameOf(owner));
      if (!next || next === record || above.includes(next)) break;
      above.push(next);
      owner = next.owner;
    }
    const below: LocatedRecord[] = [];
    const queue = [record];
    while (queue.length > 0) {
      for (const child of this.owned.get(nameOf(queue.pop()!)) ?? []) {
        if (child === record || below.includes(child)) continue;
        below.push(child);
        queue.push(child);
      }
    }
    return [...above, ...below].filter((other) => other.collection === collection);
  }

  /** A shared record goes only when nobody else holds it and none of the person's own holders stays. */
  private shared(record: LocatedRecord): Verdict {
    const holders = record.holders ?? (record.owner ? [record.owner] : []);
    for (const holder of holders) {
      const found = this.byName.get(nameOf(holder));
      const verdict = found && this.verdict(found);
      const join = this.map.collections[record.collection]!.sharedBy?.[holder.collection];
      if (
        verdict &&
        verdict.action !== 'delete' &&
        !this.cuts(
          holder.collection,
          verdict,
          join ? linkOf(join, this.map.collections[record.collection]!).from : undefined,
        )
      ) {
        const { because, ground, until } =
          verdict.because === 'erase' ? { because: 'held' as const, ground: OTHERS, until: undefined } : verdict;
        return { action: 'none', because, ground, ...(until ? { until } : {}) };
      }
    }
    // Others hold it now: our person's links go, and the record itself only if by then nobody holds it any more.
    if ((record.otherHolders ?? 0) > 0) return { action: 'release', because: 'held', ground: OTHERS };
    return this.erase(record, 'release');
  }

  /** A row under which others stay cannot go: its rest is masked, on their ground. */
  private unlessOwned(record: LocatedRecord, collection: Collection): Verdict {
    for (const child of this.owned.get(nameOf(record)) ?? []) {
      if (child === record) continue;
      const verdict = this.verdict(child);
      if (verdict.action === 'delete' || verdict.action === 'release') continue;
      const join = this.map.collections[child.collection]!.belongsTo?.[record.collection];
      if (this.cuts(child.collection, verdict, join ? linkOf(join, collection).from : undefined)) continue;
      if (verdict.because === 'erase') return this.erase(record, 'mask');
      if (verdict.because === 'retain') return this.withMask(collection, { ...verdict, action: 'none' });
      return { action: 'none', because: verdict.because, ground: verdict.ground };
    }
    return this.erase(record, 'delete');
  }

  /** Does the mask of a record that stays take away its link, so that what it pointed to may go? */
  private cuts(collection: string, verdict: Verdict, columns: string[] | undefined): boolean {
    if (verdict.action !== 'mask' || !columns) return false;
    const mask = maskFor(this.map.collections[collection]!, verdict);
    return columns.some((column) => column in mask && mask[column] === null);
  }

  private erase(record: LocatedRecord, action: 'delete' | 'mask' | 'release'): Verdict {
    const [purpose] = [this.map.collections[record.collection]!.purpose].flat();
    const basis = (purpose && this.map.purposes[purpose]?.basis) || '';
    return { action, because: 'erase', ground: this.bench.eraseGround(basis) };
  }
}

function nameOf(record: { collection: string; key: readonly (string | number)[] }): string {
  return `${record.collection}\u0000${keyText(record.key)}`;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Booleans and numbers may come as text from some systems; NULL equals nothing but NULL. */
function holds(condition: Condition, facts: Record<string, Scalar>): boolean {
  return Object.entries(condition).every(([column, wanted]) => {
    const fact = facts[column] ?? null;
    return [wanted]
      .flat()
      .some((value) => (value === null || fact === null ? value === fact : String(value) === String(fact)));
  });
}
