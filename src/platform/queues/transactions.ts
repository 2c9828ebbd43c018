import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { inside } from './open-transaction.js';
import { Relay } from './relay.js';

/** Opens the transaction of a use case, and nudges the relay once it has committed. Nothing calls the network inside. */
@Injectable()
export class Transactions {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly relay: Relay,
  ) {}

  async run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const result = await this.source.transaction((manager) => inside(() => work(manager)));
    this.relay.nudge();
    return result;
  }

  /** For reading outside a transaction. */
  get manager(): EntityManager {
    return this.source.manager;
  }
}
