import type { DataSource } from 'typeorm';
import type { Budgets, Share, Taken } from '../../connectors/kit/http/budget.js';
import { assertFits, termsOf } from '../../connectors/kit/http/budget-terms.js';

/** Which the system's call for patience is written under. */
const ALL = '';

/**
 * One statement takes: it locks the rows, then asks for the time (whoever waited for the lock is judged by the moment at
 * which it is his turn), and moves all of them or none. Places follow one another from where the last one began, not from
 * when somebody came to ask, so that nothing is lost between them. The database's clock is the only one.
 */
const TAKE = `
  WITH asked AS (
    SELECT * FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::float8[], $6::float8[], $7::text[])
      AS a (budget, amount, most, spacing, tolerance, unit)
  ), held AS MATERIALIZED (
    SELECT b.budget, b.next_at, b.window_began, b.taken FROM system_budget b
    WHERE b.system = $1 AND b.budget = ANY ($2::text[] || '${ALL}'::text) ORDER BY b.budget FOR UPDATE
  ), moment AS MATERIALIZED (
    SELECT coalesce($8::timestamptz, clock_timestamp()) AS now, max(h.next_at) FILTER (WHERE h.budget = '${ALL}') AS patience
    FROM held h
  ), based AS (
    SELECT a.*, m.now, greatest(h.next_at, m.now, m.patience) AS base, date_trunc(a.unit, m.now, 'UTC') AS began,
      CASE WHEN h.window_began = date_trunc(a.unit, m.now, 'UTC') THEN h.taken ELSE 0 END AS before
    FROM asked a JOIN held h USING (budget) CROSS JOIN moment m
  ), judged AS (
    SELECT b.*, b.unit IS NOT NULL AND b.before + b.amount > b.most AS spent,
      CASE WHEN b.unit IS NULL
        THEN greatest(0, 1000 * extract(epoch FROM b.base - b.now) + (b.amount - 1) * b.spacing - b.tolerance)
        WHEN b.before + b.amount > b.most
        THEN 1000 * extract(epoch FROM date_trunc(b.unit, b.now + ('1 ' || b.unit)::interval, 'UTC') - b.now)
        ELSE 0 END AS wait
    FROM based b
  ), verdict AS (
    SELECT greatest(max(j.wait), max(1000 * extract(epoch FROM m.patience - m.now)), 0)::float8 AS wait,
      coalesce(bool_or(j.spent), false) AS spent, count(j.budget)::int AS found,
      (array_agg(j.budget ORDER BY j.wait DESC, j.budget))[1] AS budget,
      greatest(max(1000 * extract(epoch FROM m.patience - m.now)), 0)::float8 AS patience
    FROM moment m LEFT JOIN judged j ON true
  ), taken AS (
    UPDATE system_budget b SET
      next_at = CASE WHEN j.unit IS NULL THEN greatest(j.base, j.now + make_interval(secs => j.wait / 1000))
        + make_interval(secs => j.amount * j.spacing / 1000) ELSE b.next_at END,
      window_began = CASE WHEN j.unit IS NULL THEN b.window_began ELSE j.began END,
      taken = CASE WHEN j.unit IS NULL THEN b.taken ELSE j.before + j.amount END
    FROM judged j, verdict v
    WHERE b.system = $1 AND b.budget = j.budget AND v.wait <= $9 AND NOT v.spent AND v.found = cardinality($2::text[])
    RETURNING 1
  )
  SELECT v.wait, v.spent, v.found, v.patience, v.budget, (SELECT count(*)::int FROM taken) AS taken FROM verdict v`;

interface Verdict {
  wait: number;
  spent: boolean;
  found: number;
  patience: number;
  budget: string | null;
  taken: number;
}

/** The budgets of one system as rows, shared by all workers of the service. */
export class StoredBudgets implements Budgets {
  /**
   * @param now for tests; the database's clock otherwise.
   */
  constructor(
    private readonly source: Pick<DataSource, 'query'>,
    private readonly system: string,
    private readonly now: () => Date | null = () => null,
  ) {}

  async take(shares: readonly Share[], longestWaitMilliseconds: number): Promise<Taken> {
    shares.forEach(assertFits);
    let verdict = await this.ask(shares, longestWaitMilliseconds);
    if (verdict.found < shares.length) {
      await this.open(shares.map(({ budget }) => budget.name));
      verdict = await this.ask(shares, longestWaitMilliseconds);
    }
    const wait = Math.ceil(verdict.wait);
    if (verdict.taken > 0) return { status: 'taken', waitMilliseconds: wait };
    const isItsOwn = verdict.wait > verdict.patience;
    return { status: 'empty', budget: (isItsOwn && verdict.budget) || '', afterMilliseconds: wait };
  }

  async hold(milliseconds: number): Promise<void> {
    await this.source.query(
      `INSERT INTO system_budget (system, budget, next_at, window_began, taken)
       VALUES ($1, '${ALL}', coalesce($2::timestamptz, clock_timestamp()) + make_interval(secs => $3::float8), '-infinity', 0)
       ON CONFLICT (system, budget) DO UPDATE SET next_at = greatest(system_budget.next_at, excluded.next_at)`,
      [this.system, this.now(), milliseconds / 1000],
    );
  }

  private async ask(shares: readonly Share[], longestWaitMilliseconds: number): Promise<Verdict> {
    const terms = shares.map(({ budget }) => termsOf(budget));
    const [verdict]: [Verdict] = await this.source.query(TAKE, [
      this.system,
      shares.map(({ budget }) => budget.name),
      shares.map(({ amount }) => amount),
      shares.map(({ budget }) => budget.limit),
      terms.map((one) => (one.kind === 'sliding' ? one.interval : 0)),
      terms.map((one) => (one.kind === 'sliding' ? one.tolerance : 0)),
      terms.map((one) => (one.kind === 'calendar' ? one.unit : null)),
      this.now(),
      longestWaitMilliseconds,
    ]);
    return verdict;
  }

  /** Rows for budgets that nobody has taken from yet. */
  private async open(names: readonly string[]): Promise<void> {
    await this.source.query(
      `INSERT INTO system_budget (system, budget, next_at, window_began, taken)
       SELECT $1, name, '-infinity', '-infinity', 0 FROM unnest($2::text[]) name ORDER BY name ON CONFLICT DO NOTHING`,
      [this.system, [ALL, ...names]],
    );
  }
}
