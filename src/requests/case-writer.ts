import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { GroupCommit } from '../platform/storage/group-commit.js';
import type { Opening } from './case-rows.js';
import { openingStatement } from './case-statement.js';

/**
 * Two statements under way keep the server at work while the next group gathers; more would only make groups smaller.
 * A submission is a dozen rows, so that a full group is some hundreds.
 */
const GROUPING = { atOnce: 2, most: 64 };

/** Writes new cases: one statement for all submissions that have arrived meanwhile, committed before any is answered. */
@Injectable()
export class CaseWriter {
  private readonly groups = new GroupCommit<Opening, boolean>((openings) => this.insert(openings), GROUPING);

  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** @returns false when the gate's key was used before: then nothing was written. */
  write(opening: Opening): Promise<boolean> {
    return this.groups.add(opening);
  }

  /** Writes within the caller's transaction, where no group can be waited for. */
  async writeIn(manager: EntityManager, opening: Opening): Promise<void> {
    const { sql, parameters } = openingStatement([opening]);
    await manager.query(sql, parameters);
  }

  private async insert(openings: readonly Opening[]): Promise<boolean[]> {
    const { sql, parameters } = openingStatement(openings);
    const written: { id: string }[] = await this.source.manager.query(sql, parameters);
    const ids = new Set(written.map(({ id }) => id));
    return openings.map(({ cases }) => cases.every(({ id }) => ids.has(id)));
  }
}
