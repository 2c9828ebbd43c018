import type { Clock } from '../../../platform/clock/clock.js';

interface Version<Entry> {
  at: number;
  entry: Entry | null;
}

/**
 * A search that lags behind: what is written, changed or deleted is seen only some seconds later, as with vendors whose
 * search runs on an index of its own.
 */
export class SearchIndex<Entry> {
  private readonly versions = new Map<string, Version<Entry>[]>();

  constructor(
    private readonly clock: Clock,
    public lagSeconds: number,
  ) {}

  /** What was there before the world began is found at once. */
  seed(id: string | number, entry: Entry): void {
    this.versions.set(String(id), [{ at: -Infinity, entry: structuredClone(entry) }]);
  }

  put(id: string | number, entry: Entry): void {
    this.add(id, structuredClone(entry));
  }

  remove(id: string | number): void {
    this.add(id, null);
  }

  /** As the search sees things now. */
  visible(): Entry[] {
    const until = this.clock.now().getTime() - this.lagSeconds * 1000;
    const seen: Entry[] = [];
    for (const [id, versions] of this.versions) {
      const last = versions.findLastIndex((version) => version.at <= until);
      if (last > 0) versions.splice(0, last);
      const entry = last < 0 ? null : versions[0]?.entry;
      if (entry) seen.push(entry);
      else if (versions.length === 1 && last === 0) this.versions.delete(id);
    }
    return seen;
  }

  private add(id: string | number, entry: Entry | null): void {
    const versions = this.versions.get(String(id)) ?? [];
    versions.push({ at: this.clock.now().getTime(), entry });
    this.versions.set(String(id), versions);
  }
}
