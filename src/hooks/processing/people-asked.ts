import { Injectable } from '@nestjs/common';
import type { Identifier } from '../../connectors/kit/contract.js';
import { ConnectorError } from '../../connectors/kit/errors.js';
import type { HookRecord } from '../../connectors/kit/hooks/hook-sender.js';
import { DataMaps } from '../../datamap/versions/data-maps.js';
import { canonicalise } from '../../platform/crypto/canonical.js';
import { Log } from '../../platform/logging/log.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Systems } from '../../work/systems.js';
import type { Teller } from './told-event.js';

/** The system could not be asked now. */
export class NotAsked extends Error {
  constructor() {
    super('The system could not be asked whom a record stands for.');
  }
}

/** Finds out whom the ids in an event stand for. */
@Injectable()
export class PeopleAsked {
  constructor(
    private readonly transactions: Transactions,
    private readonly maps: DataMaps,
    private readonly systems: Systems,
    private readonly log: Log,
  ) {}

  /**
   * The identifiers that the records' system shows for them, and their own ids where the source's settings say what the
   * data maps call these. Nothing more where the system is not registered or cannot tell.
   *
   * @throws NotAsked when it could tell and does not answer.
   */
  async identifiersOf({ source, controller }: Teller, records: readonly HookRecord[]): Promise<Identifier[]> {
    const kinds = source.settings.kinds ?? {};
    const own = records.flatMap(({ kind, id }) => (kinds[kind] ? [{ kind: kinds[kind], value: id }] : []));
    if (records.length === 0 || source.system === null) return own;
    const current = await this.maps.ofSystem(this.transactions.manager, source.system);
    if (!current) return own;
    try {
      const { connector } = await this.systems.open(current.id);
      if (!connector.identify) return own;
      const found = await connector.identify({ controller: controller.slug, records: [...records] });
      return [...own, ...found.flatMap(({ identifiers }) => identifiers)];
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      this.log.warn('A system could not be asked whom a record stands for', {
        system: source.system,
        code: error.code,
      });
      throw new NotAsked();
    }
  }
}

/** Identifiers in their canonical form, each once; what cannot be one is left out. */
export function canonicalOnes(identifiers: readonly Identifier[], country: string): Identifier[] {
  const once = new Map<string, Identifier>();
  for (const { kind, value } of identifiers) {
    const canonical = canonicalise(kind, value, { country });
    if (canonical.ok) once.set(`${kind}\u0000${canonical.value}`, { kind, value: canonical.value });
  }
  return [...once.values()];
}
