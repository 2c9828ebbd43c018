/** How writes are grouped. */
export interface Grouping {
  /** Groups under way at once. What arrives beyond that waits for the next one to end, and goes as one group. */
  atOnce: number;
  /** Most items of one group. */
  most: number;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit: what arrives while writes are under way is written together by the next one, in one statement and one
 * commit, as a database does with its log. An item alone is written at once; the busier it gets, the less each costs.
 * Nobody is told of success before his item is committed.
 */
export class GroupCommit<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private underWay = 0;
  private gathering = false;

  /** @param write writes all items or none, and answers with a result for each, in their order */
  constructor(
    private readonly write: (items: readonly Item[]) => Promise<Result[]>,
    private readonly grouping: Grouping,
  ) {}

  /** Rejects with the error of the item's own write: what is wrong with one item is not felt by the others. */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.gathering) return;
      this.gathering = true;
      // What the network has brought in one turn of the event loop goes together.
      setImmediate(() => {
        this.gathering = false;
        this.begin();
      });
    });
  }

  private begin(): void {
    while (this.waiting.length > 0 && this.underWay < this.grouping.atOnce) {
      const group = this.waiting.splice(0, this.grouping.most);
      this.underWay++;
      void this.run(group).finally(() => {
        this.underWay--;
        this.begin();
      });
    }
  }

  private async run(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.write(group.map(({ item }) => item));
      group.forEach(({ resolve }, at) => resolve(results[at]!));
    } catch (error) {
      if (group.length > 1 && isOfRows(error)) for (const one of group) await this.run([one]);
      else for (const { reject } of group) reject(error);
    }
  }
}

/**
 * Has the database refused what was to be written (SQLSTATE classes 22, 23 and 40: data, constraints, deadlocks)? Then
 * nothing was written and each item may be tried alone. After any other error nobody knows whether it was.
 */
function isOfRows(error: unknown): boolean {
  const code: unknown = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(?:22|23|40)\w{3}$/.test(code);
}
