import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SystemStores } from '../../connectors/system-stores.js';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { StoredBudgets } from './stored-budgets.js';
import { StoredJobNotes } from './stored-job-notes.js';
import { StoredTokens } from './stored-tokens.js';

/** What workers share of a system, in our own database. */
@Injectable()
export class StoredSystemStores extends SystemStores {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly keys: DataKeys,
    private readonly clock: Clock,
  ) {
    super();
  }

  override of(system: string): ReturnType<SystemStores['of']> {
    return {
      budgets: new StoredBudgets(this.source, system),
      tokens: new StoredTokens(this.source, this.keys, system),
      jobs: new StoredJobNotes(this.source, system, () => this.clock.now()),
    };
  }
}
