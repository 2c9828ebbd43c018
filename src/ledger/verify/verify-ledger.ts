import { setImmediate as turn } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { CHUNK, examineLeaves, soundHashes } from '../leaf-chunk.js';
import { storedSize } from '../stored-tree.js';
import { RightEdge } from '../tree/right-edge.js';
import { type Mark, outsideMarks, storedMarks } from './checkpoint-marks.js';
import { exitCodes, type Finding, firstOf, type Verification } from './finding.js';
import { NodeCheck, surplusNodes } from './node-check.js';
import { ReadAhead } from './read-ahead.js';

export interface VerifyOptions {
  /** Verifier keys of the log, present and retired (`<name>+<key id>+<base64>`), got from elsewhere than its database. */
  keys: readonly string[];
  /** Checkpoints that others hold: notes from the write-once folder, a mail, a receipt. */
  outside?: readonly string[];
  /** After so many findings the log is bad enough. */
  most?: number;
}

/**
 * Verifies the whole log, in one pass and constant memory: dense places, stored bytes against stored hashes and against
 * the entries, stored nodes, the root and signature of every checkpoint, stored and outside, and that every entry has a
 * place.
 *
 * @param manager that of a data source, whose pool lets the database read on two connections; or that of a transaction.
 * A log that grows meanwhile does no harm.
 * @throws VerifierKeyError when a key cannot be read.
 */
export async function verifyLedger(manager: EntityManager, options: VerifyOptions): Promise<Verification> {
  return new LedgerVerifier(manager, options).run();
}

class LedgerVerifier {
  private readonly findings: Finding[] = [];
  private readonly nodes = new NodeCheck();
  private readonly edge = new RightEdge(this.nodes.computed);
  private readonly outside: Mark[];
  private checkpoints = 0;
  /** Up to here the log is known to be as signed: by anybody, and by somebody outside. */
  private known = 0;
  private knownOutside = 0;
  /** Lowest leaf found damaged by itself: it explains every root that is wrong from there on. */
  private damagedFrom = Number.POSITIVE_INFINITY;

  constructor(
    private readonly manager: EntityManager,
    private readonly options: VerifyOptions,
  ) {
    const { marks, findings } = outsideMarks(options.outside ?? [], options.keys);
    this.outside = marks;
    this.findings.push(...findings);
  }

  async run(): Promise<Verification> {
    const size = await storedSize(this.manager);
    const whole = await this.leaves(size);
    await this.end(size);
    if (whole) await this.surplus();
    await this.unsequenced(size);
    const outsideCovers = this.outside.length === 0 ? null : this.knownOutside;
    const first = firstOf(this.findings);
    return {
      size,
      root: whole ? this.edge.root().toString('hex') : null,
      checkpoints: this.checkpoints,
      outsideCovers,
      findings: this.findings,
      first,
      exitCode: first ? exitCodes.damaged : outsideCovers === null ? exitCodes.noOutsideCheckpoint : exitCodes.sound,
    };
  }

  /** @returns false when a leaf is missing: what follows can then not be hashed. */
  private async leaves(size: number): Promise<boolean> {
    const most = this.options.most ?? 100;
    const read = new ReadAhead(this.manager, size);
    let stored = await read.next();
    for (let from = 0; from < size; from += CHUNK) {
      const to = Math.min(size, from + CHUNK);
      const marks = await this.marksWithin(from, to);
      // The database prepares the next chunk while this one is hashed: the turn lets the question leave first.
      const next = read.next();
      await turn();
      const hashes = soundHashes(stored, to - from);
      if (hashes) this.push(hashes, marks);
      stored = await next;
      if (!hashes) await this.damaged(from, to, marks);
      const nodes = await this.nodes.compare(this.manager);
      this.findings.push(...nodes.filter((node) => !this.explained(node)));
      if (this.edge.size < to || this.findings.length > most) return false;
    }
    return true;
  }

  private async damaged(from: number, to: number, marks: Map<number, Mark[]>): Promise<void> {
    const { hashes, problems } = await examineLeaves(this.manager, from, to);
    this.findings.push(...problems);
    this.damagedFrom = Math.min(this.damagedFrom, ...problems.map((problem) => problem.index));
    this.push(hashes, marks);
  }

  /** A leaf of this range has been named already. */
  private explained({ index, through }: Finding): boolean {
    return this.findings.some(
      (leaf) =>
        leaf.through === undefined && (leaf.index ?? -1) >= (index ?? 0) && (leaf.index ?? -1) <= (through ?? -1),
    );
  }

  private push(hashes: readonly Buffer[], marks: Map<number, Mark[]>): void {
    for (const hash of hashes) {
      this.edge.push(hash);
      for (const mark of marks.get(this.edge.size) ?? []) this.compare(mark);
    }
  }

  private async marksWithin(from: number, to: number): Promise<Map<number, Mark[]>> {
    const stored = await storedMarks(this.manager, { from, to }, this.options.keys);
    this.checkpoints += stored.marks.length + stored.findings.length;
    this.findings.push(...stored.findings);
    const all = [...stored.marks, ...this.outside.filter((mark) => mark.size > from && mark.size <= to)];
    const bySize = new Map<number, Mark[]>();
    for (const mark of all) bySize.set(mark.size, [...(bySize.get(mark.size) ?? []), mark]);
    return bySize;
  }

  private compare(mark: Mark): void {
    if (this.edge.root().equals(mark.root)) {
      this.known = Math.max(this.known, mark.size);
      if (mark.outside) this.knownOutside = Math.max(this.knownOutside, mark.size);
    } else if (this.damagedFrom >= mark.size) {
      const detail = mark.outside
        ? `The log is not the one of the checkpoint over ${mark.size} leaves that is held outside.`
        : `The log is not the one of the stored checkpoint over ${mark.size} leaves.`;
      const index = mark.outside ? this.knownOutside : this.known;
      this.findings.push({ what: 'rewritten', index: Math.min(index, mark.size - 1), through: mark.size - 1, detail });
    }
  }

  /** Checkpoints over more leaves than there are. */
  private async end(size: number): Promise<void> {
    const stored = await storedMarks(this.manager, { from: size, to: Number.MAX_SAFE_INTEGER }, this.options.keys);
    const marks = [...stored.marks, ...this.outside.filter((mark) => mark.size > size)];
    this.checkpoints += stored.marks.length + stored.findings.length;
    this.findings.push(...stored.findings);
    const signed = Math.max(0, ...marks.map((mark) => mark.size));
    if (signed > size) {
      const detail = `A checkpoint covers ${signed} leaves, the log holds ${size}.`;
      this.findings.push({ what: 'truncated', index: size, through: signed - 1, detail });
    }
  }

  private async surplus(): Promise<void> {
    const surplus = await surplusNodes(this.manager);
    if (surplus > 0) {
      this.findings.push({
        what: 'truncated',
        index: this.edge.size,
        detail: `${surplus} nodes are stored of leaves that are missing.`,
      });
    }
  }

  private async unsequenced(size: number): Promise<void> {
    const [row] = await this.manager.query<{ count: string }[]>(
      `SELECT count(*) FROM ledger_entry entry
       WHERE NOT EXISTS (SELECT FROM ledger_leaf leaf WHERE leaf.entry_id = entry.id)
         AND NOT EXISTS (SELECT FROM ledger_pending pending WHERE pending.entry_id = entry.id)`,
    );
    const count = Number(row?.count ?? 0);
    // Where leaves are missing, their entries are found without a place as well: said once.
    if (count > 0 && !this.findings.some((finding) => finding.what === 'truncated' || finding.index === size)) {
      this.findings.push({ what: 'unsequenced', index: null, detail: `${count} entries have no place in the log.` });
    }
  }
}
