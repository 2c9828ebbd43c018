import type { LocatedRecord } from '../connectors/kit/contract.js';
import type { Strategy } from '../datamap/language.js';
import type { DeferredContent } from '../work/deferred/deferred-content.js';
import { keyText } from '../work/effect-set.js';

/** A record of a system as one string, for maps. */
export function nameOf(record: { collection: string; key: readonly (string | number)[] }): string {
  return `${record.collection}\u0000${keyText(record.key)}`;
}

/**
 * Is the record still about the person whose fingerprint was sealed? What was not masked then must be as it was; what
 * was blanked must be blank; and something must be left that could agree at all. Where nothing is, nobody can say who it
 * is, and the answer is no (practice 17).
 *
 * @param mask the fields that were masked after the fingerprint was taken
 */
export function isStill(before: string, now: string | undefined, mask: Record<string, Strategy>): boolean {
  const [was, is] = [columnsOf(before), columnsOf(now ?? '')];
  let agreed = 0;
  for (const column of new Set([...was.keys(), ...is.keys()])) {
    if (column in mask) {
      if (mask[column] === null && is.has(column)) return false;
    } else if (was.get(column) === is.get(column)) {
      agreed += 1;
    } else {
      return false;
    }
  }
  return agreed > 0;
}

/** The digests of a fingerprint by column (`connectors/kit/sql/fingerprint.ts`); `*` stands for all of them. */
function columnsOf(fingerprint: string): Map<string, string> {
  const parts = fingerprint.slice(fingerprint.indexOf(':') + 1).split('&');
  return new Map(
    parts.filter(Boolean).map((part) => {
      const equals = part.indexOf('=');
      return [decodeURIComponent(part.slice(0, equals)), part.slice(equals + 1)];
    }),
  );
}

/** Tells which located records are those that were put off, and still the same person's. */
export class Recognition {
  private readonly located: ReadonlyMap<string, LocatedRecord>;
  private readonly anchors: ReadonlyMap<string, DeferredContent['anchors'][number]>;
  private readonly rows: ReadonlyMap<string, DeferredContent['rows'][number]>;

  constructor(
    private readonly content: DeferredContent,
    records: readonly LocatedRecord[],
  ) {
    this.located = new Map(records.map((record) => [nameOf(record), record]));
    this.anchors = new Map(content.anchors.map((anchor) => [nameOf(anchor), anchor]));
    this.rows = new Map(content.rows.map((row) => [keyText(row.key), row]));
  }

  /** Its own fingerprint if it has one, and that of whom it belongs to. */
  isHers(record: LocatedRecord): boolean {
    const sealed = this.rows.get(keyText(record.key));
    if (!sealed) return false;
    if (record.fingerprint !== undefined || sealed.fingerprint !== undefined) {
      if (!sealed.fingerprint || !isStill(sealed.fingerprint, record.fingerprint, this.content.mask)) return false;
    }
    const holders = record.via === 'shared' ? (record.holders ?? []) : [];
    if (record.via !== 'shared') return this.belongsToHer(record);
    return holders.some((holder) => {
      const found = this.located.get(nameOf(holder));
      return found !== undefined && this.belongsToHer(found);
    });
  }

  /** Records that show who she is, as they are now: the engine compares them once more under lock. */
  get guards(): { collection: string; key: LocatedRecord['key']; fingerprint: string }[] {
    return this.content.anchors.flatMap(({ collection, key }) => {
      const fingerprint = this.located.get(nameOf({ collection, key }))?.fingerprint;
      return fingerprint === undefined ? [] : [{ collection, key, fingerprint }];
    });
  }

  private belongsToHer(record: LocatedRecord): boolean {
    const top = this.topOf(record);
    const anchor = this.anchors.get(nameOf(top));
    return anchor !== undefined && isStill(anchor.fingerprint, top.fingerprint, anchor.mask);
  }

  private topOf(record: LocatedRecord): LocatedRecord {
    const passed = new Set<LocatedRecord>();
    let top = record;
    while (top.owner && !passed.has(top)) {
      passed.add(top);
      const owner = this.located.get(nameOf(top.owner));
      if (!owner) break;
      top = owner;
    }
    return top;
  }
}
