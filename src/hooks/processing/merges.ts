import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identifier } from '../../connectors/kit/contract.js';
import { Identifiers, PROPOSED } from '../../requests/identifiers.js';
import { ENDED } from '../../requests/journey-table.js';
import { Raise } from '../../requests/raise.js';
import { CasesOf } from './cases-of.js';
import type { Teller } from './told-event.js';

/**
 * Clerks join records wrongly: a merge proposes that two sets of identifiers are one person's, proves nothing, is searched
 * by nobody, and takes an approval its ground (practice 22).
 */
@Injectable()
export class Merges {
  constructor(
    private readonly cases: CasesOf,
    private readonly identifiers: Identifiers,
    private readonly raise: Raise,
  ) {}

  /** @param identifiers all that the joined records show, canonical */
  async propose(manager: EntityManager, teller: Teller, identifiers: readonly Identifier[]): Promise<void> {
    const concerned = await this.cases.open(manager, teller.controller.id, identifiers);
    const source = `merge:${teller.place}`;
    for (const caseId of concerned) {
      await this.identifiers.learn(
        manager,
        caseId,
        identifiers.map((one) => ({ ...one, proven: false, source, round: PROPOSED })),
      );
    }
    const open: { id: string }[] = await manager.query(
      `SELECT id FROM request WHERE case_id = ANY ($1::uuid[]) AND state <> ALL ($2::text[]) ORDER BY id`,
      [concerned, ENDED],
    );
    await this.raise.signal(
      manager,
      'planning.merged',
      open.map(({ id }) => id),
    );
  }
}
