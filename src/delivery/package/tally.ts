import type { JsonValue } from '../../connectors/kit/contract.js';
import type { WithholdingReason } from '../review/exclusion.js';
import type { Disclosed } from '../review/withholding.js';

/** Characters of all previews together: what the report holds in memory, whatever the package holds on disk. */
const PREVIEW_BUDGET = 6_000_000;

/** Records of one collection that the report shows; the files have all. */
export const PREVIEW_RECORDS = 50;

/** How much room is left for previews, shared by all collections of a package. */
export class PreviewBudget {
  #left = PREVIEW_BUDGET;

  take(characters: number): boolean {
    if (characters > this.#left) return false;
    this.#left -= characters;
    return true;
  }
}

/** What the report says of one collection: counted while its file is written. */
export class Tally {
  /** Records found, disclosed or not. */
  records = 0;
  /** Records of which nothing is disclosed. */
  recordsWithheld = 0;
  /** Values withheld, wholly or in part, by reason; a withheld record counts once. */
  readonly withheld = new Map<WithholdingReason, number>();
  readonly preview: Record<string, JsonValue>[] = [];
  #full = false;

  constructor(private readonly budget: PreviewBudget) {}

  /** Is another record wanted for the report? */
  get curious(): boolean {
    return !this.#full && this.preview.length < PREVIEW_RECORDS;
  }

  count({ record, withheld }: Disclosed): void {
    this.records += 1;
    if (!record) this.recordsWithheld += 1;
    for (const { reason } of withheld) this.withheld.set(reason, (this.withheld.get(reason) ?? 0) + 1);
    if (record && this.curious) this.show(record);
  }

  /** Keeps the record for the report, if there is room. */
  show(record: Record<string, JsonValue>): void {
    if (this.budget.take(JSON.stringify(record).length)) this.preview.push(record);
    else this.#full = true;
  }

  get withheldTotal(): number {
    return [...this.withheld.values()].reduce((sum, count) => sum + count, 0);
  }
}
