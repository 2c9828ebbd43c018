import type { DataSource } from 'typeorm';
import type { JobNotes } from '../../connectors/kit/http/job-notes.js';

export class StoredJobNotes implements JobNotes {
  constructor(
    private readonly source: Pick<DataSource, 'query'>,
    private readonly system: string,
    private readonly now: () => Date,
  ) {}

  async read(name: string): Promise<string | null> {
    const [row]: { value: string }[] = await this.source.query(
      'SELECT value FROM system_job WHERE system = $1 AND name = $2',
      [this.system, name],
    );
    return row?.value ?? null;
  }

  async write(name: string, value: string): Promise<void> {
    await this.source.query(
      `INSERT INTO system_job (system, name, value, noted_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (system, name) DO UPDATE SET value = excluded.value, noted_at = excluded.noted_at`,
      [this.system, name, value, this.now()],
    );
  }

  async forget(name: string): Promise<void> {
    await this.source.query('DELETE FROM system_job WHERE system = $1 AND name = $2', [this.system, name]);
  }
}
