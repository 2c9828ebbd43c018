import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CheckpointFolder } from './checkpoint-folder.js';
import { Ledger } from './ledger.js';
import { compareWithOutside } from './outside-check.js';

/**
 * Looks at the start whether the database continues the last checkpoint that left the house, and closes the ledger when
 * it does not: a database from a back-up must not begin a second history. Reading goes on, so that people can look.
 */
@Injectable()
export class LedgerAdmission implements OnModuleInit {
  private readonly logger = new Logger(LedgerAdmission.name);

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly folder: CheckpointFolder,
    private readonly ledger: Ledger,
  ) {}

  async onModuleInit(): Promise<void> {
    const note = await this.folder.latest();
    const refusal = note === null ? null : await compareWithOutside(this.source.manager, note);
    if (!refusal) return;
    this.ledger.close(refusal);
    this.logger.error(`Nothing will be executed. ${refusal.code}: ${refusal.message}`);
  }
}
