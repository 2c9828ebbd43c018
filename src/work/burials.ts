import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identifier } from '../connectors/kit/contract.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { Suppression } from '../suppression/suppression.js';
import type { EffectSet } from './effect-set.js';
import { readVerdict } from './verdict.js';

/** A person who is about to be erased at a controller. */
export interface Burial {
  controllerId: string;
  caseLedgerId: string;
  requestLedgerId: string;
  identifiers: readonly Identifier[];
  /** A deferred erasure: its tombstone was written when it was put off, and may have been lifted since. */
  deferred: boolean;
}

/** Writes tombstones, each person's with its entry in the ledger, in the transaction that commits the intent to erase. */
@Injectable()
export class Burials {
  constructor(
    private readonly suppression: Suppression,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async write(manager: EntityManager, burials: readonly Burial[]): Promise<void> {
    const buried: Burial[] = [];
    for (const controllerId of new Set(burials.map((one) => one.controllerId))) {
      const own = burials.filter((one) => one.controllerId === controllerId);
      const written = await this.suppression.writeMany(
        manager,
        controllerId,
        own.map(({ identifiers }) => identifiers),
        own.map(({ deferred }) => deferred),
      );
      buried.push(...own.filter((_, at) => written[at]! > 0));
    }
    const at = this.clock.now();
    await this.ledger.appendAll(
      manager,
      buried.map(({ caseLedgerId, requestLedgerId }) => ({
        kind: 'tombstone.written' as const,
        case: caseLedgerId,
        request: requestLedgerId,
        by: { role: 'service' as const },
        at,
        data: { kind: 'erasure' },
      })),
    );
  }
}

/**
 * Does this effect leave somebody behind who must not come back? Where something is erased or masked; and where all
 * that is left is kept by law alone, since it goes on its day. Not where nothing is done because it is still needed:
 * she is a customer.
 */
export function buries(set: EffectSet): boolean {
  const groups = set.groups.filter(({ rows }) => rows.length > 0);
  if (groups.some(({ action }) => action !== 'none')) return true;
  const reasons = new Set(groups.map(({ verdict }) => readVerdict(verdict).because));
  return reasons.has('retain') && !reasons.has('necessary');
}
