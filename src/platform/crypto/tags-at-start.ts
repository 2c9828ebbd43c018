import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Log } from '../logging/log.js';
import { KeyRing } from './key-ring.js';
import { Tags } from './tags.js';

/** Loads the secrets of tags before anything works with them, and says what is to be said about the keys. */
@Injectable()
export class TagsAtStart implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly tags: Tags,
    private readonly ring: KeyRing,
    private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.source.transaction((tx) => this.tags.load(tx));
    if (this.ring.warnings.length > 0) this.log.warn('The key-encryption key was generated and lies beside the data');
  }
}
