import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { JobToAdd } from './job-sink.js';
import type { QueueName } from './queue-names.js';

interface WakeRecord {
  queue: QueueName;
  signal: string;
  subject: string;
  priority: number;
  asked: string;
}

/** What one look into the outbox has yielded. */
export interface Taken {
  jobs: JobToAdd[];
  /** As many rows as were asked for: there may be more. Their jobs are fewer where several ask for one subject. */
  full: boolean;
}

const toJob = (row: WakeRecord): JobToAdd => ({
  queue: row.queue,
  signal: row.signal,
  subject: row.subject,
  priority: row.priority,
  wake: row.asked,
});

@Injectable()
export class WakesRepository {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /**
   * Moves due outbox rows into `wake`, several asks for one subject becoming one job. One statement: a crash before it
   * commits leaves the outbox as it was, a crash after it leaves wakes that the sweeper finds.
   */
  async take(limit: number): Promise<Taken> {
    const rows: (WakeRecord & { taken: number })[] = await this.source.query(
      `WITH taken AS (
         DELETE FROM outbox WHERE id IN (
           SELECT id FROM outbox WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
         RETURNING queue, signal, subject, priority),
       asked AS (SELECT min(queue) AS queue, signal, subject, min(priority) AS priority FROM taken GROUP BY signal, subject)
       INSERT INTO wake AS w (signal, subject, queue, priority, asked, failures, touched_at)
       SELECT signal, subject, queue, priority, nextval('wake_number'), 0, now() FROM asked ORDER BY signal, subject
       ON CONFLICT (signal, subject) DO UPDATE
         SET asked = nextval('wake_number'), priority = least(w.priority, excluded.priority), touched_at = now()
       RETURNING queue, signal, subject, priority, asked, (SELECT count(*)::int FROM taken) AS taken`,
      [limit],
    );
    return { jobs: rows.map(toJob), full: rows[0]?.taken === limit };
  }

  /** Wakes that nobody has touched for so long that their job must be lost; each gets a new number. */
  async takeForgotten(untouchedForSeconds: number, limit: number): Promise<JobToAdd[]> {
    const [rows]: [WakeRecord[]] = await this.source.query(
      `UPDATE wake SET asked = nextval('wake_number'), touched_at = now()
       WHERE (signal, subject) IN (
         SELECT signal, subject FROM wake WHERE touched_at < now() - make_interval(secs => $1)
         ORDER BY touched_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING queue, signal, subject, priority, asked`,
      [untouchedForSeconds, limit],
    );
    return rows.map(toJob);
  }

  /** Their jobs never got into the queue: to be found by the next sweep. */
  async lost(jobs: readonly JobToAdd[]): Promise<void> {
    await this.source.query(
      `UPDATE wake w SET touched_at = '-infinity' FROM unnest($1::text[], $2::text[]) AS l (signal, subject)
       WHERE w.signal = l.signal AND w.subject = l.subject`,
      [jobs.map((job) => job.signal), jobs.map((job) => job.subject)],
    );
  }

  /**
   * A job of this wake begins. It serves every ask so far: jobs of later ones find their wake answered.
   *
   * @returns the number up to which the wake is answered when the handler returns; null when nobody waits any more.
   */
  async begin(signal: string, subject: string, wake: string): Promise<string | null> {
    const [rows]: [{ asked: string }[]] = await this.source.query(
      `UPDATE wake SET touched_at = now() WHERE signal = $1 AND subject = $2 AND asked >= $3 RETURNING asked`,
      [signal, subject, wake],
    );
    return rows[0]?.asked ?? null;
  }

  async touch(signal: string, subject: string): Promise<void> {
    await this.source.query(`UPDATE wake SET touched_at = now() WHERE signal = $1 AND subject = $2`, [signal, subject]);
  }

  /** The wake is answered, unless somebody has asked again meanwhile: then that ask has a job of its own. */
  async answered(signal: string, subject: string, asked: string): Promise<void> {
    await this.source.query(`DELETE FROM wake WHERE signal = $1 AND subject = $2 AND asked <= $3`, [
      signal,
      subject,
      asked,
    ]);
  }

  /**
   * The handler has thrown: asks again later, with growing patience (1 s doubling to 10 min), unless somebody has asked
   * meanwhile and a job is on its way anyhow.
   *
   * @returns how often in a row it has failed now.
   */
  async failed(signal: string, subject: string, asked: string): Promise<number> {
    const rows: { failures: number }[] = await this.source.query(
      `WITH later AS (
         UPDATE wake SET failures = failures + 1, touched_at = CASE WHEN asked <= $3::bigint
           THEN now() + make_interval(secs => least(600, power(2, least(failures, 10)))) ELSE touched_at END
         WHERE signal = $1 AND subject = $2
         RETURNING queue, signal, subject, priority, failures, touched_at, asked <= $3::bigint AS unasked),
       asked AS (
         INSERT INTO outbox (queue, signal, subject, priority, due_at)
         SELECT queue, signal, subject, priority, touched_at FROM later WHERE unasked)
       SELECT failures FROM later`,
      [signal, subject, asked],
    );
    return rows[0]?.failures ?? 0;
  }

  /** For health and metrics. */
  async backlog(): Promise<{ outbox: number; wakes: number; failing: number; oldestSeconds: number }> {
    const [row] = await this.source.query(
      `SELECT (SELECT count(*)::int FROM outbox WHERE due_at <= now()) AS outbox,
              (SELECT count(*)::int FROM wake) AS wakes,
              (SELECT count(*)::int FROM wake WHERE failures >= 5) AS failing,
              coalesce((SELECT extract(epoch FROM now() - min(due_at)) FROM outbox WHERE due_at <= now()), 0)::float AS "oldestSeconds"`,
    );
    return row;
  }
}
