import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { newId } from '../../platform/ids/ids.js';
import type { SystemMap } from '../language.js';
import { doorOf } from './door.js';
import { sealedReferences } from './sealed-references.js';
import { SystemCredential } from './system-credential.entity.js';

const place = (id: string) => ({ table: 'system_credential', row: id, column: 'sealed' });

/** As much of a map as says how its system is reached. */
export type Reachable = Pick<SystemMap, 'system' | 'connector' | 'connection'>;

export interface CredentialUse {
  /** Ids that name nothing of this system. */
  unknown: string[];
  /** Ids that were given for another address than the connection now names. */
  elsewhere: string[];
}

/** Secrets of systems that were typed at the desk: sealed under the system's own key, bound to system and address. */
@Injectable()
export class Credentials {
  constructor(
    private readonly keys: DataKeys,
    private readonly clock: Clock,
  ) {}

  /** Keeps a secret for this door. @returns the reference that stands in the map instead of it. */
  async keep(manager: EntityManager, system: string, secret: string, door: Buffer, staffId: string): Promise<string> {
    const key = await this.keys.create(manager, { kind: 'system', id: system }, null);
    const id = newId();
    await manager.insert(SystemCredential, {
      id,
      system,
      sealed: key.seal(secret, place(id)),
      door,
      createdBy: staffId,
      createdAt: this.clock.now(),
    });
    return `sealed:${id}`;
  }

  /** What is wrong with the references of a map, without opening anything. */
  async use(manager: EntityManager, map: Reachable): Promise<CredentialUse> {
    const ids = sealedReferences(map.connection);
    const rows = await this.rows(manager, map.system, ids);
    const door = doorOf(map.connector, map.connection);
    return {
      unknown: ids.filter((id) => !rows.has(id)),
      elsewhere: ids.filter((id) => rows.has(id) && !timingSafeEqual(rows.get(id)!.door, door)),
    };
  }

  /** The secrets that a map may use, by their references; those of another system or another address are not among them. */
  async open(manager: EntityManager, map: Reachable): Promise<Map<string, string>> {
    const ids = sealedReferences(map.connection);
    if (ids.length === 0) return new Map();
    const rows = await this.rows(manager, map.system, ids);
    const door = doorOf(map.connector, map.connection);
    if (rows.size === 0) return new Map();
    const key = await this.keys.of(manager, { kind: 'system', id: map.system });
    return new Map(
      [...rows.values()]
        .filter((row) => timingSafeEqual(row.door, door))
        .map((row) => [`sealed:${row.id}`, key.openText(row.sealed, place(row.id))]),
    );
  }

  /** Forgets those that neither a version of the map nor the draft names any more. @returns how many. */
  async forgetUnused(manager: EntityManager, system: string, named: readonly string[]): Promise<number> {
    const rows: unknown[] = await manager.query(
      `DELETE FROM system_credential c WHERE c.system = $1 AND c.id <> ALL ($2::uuid[])
         AND NOT EXISTS (SELECT 1 FROM system s JOIN system_map m ON m.system_id = s.id
                         WHERE s.slug = c.system AND strpos(m.document::text, c.id::text) > 0)
       RETURNING c.id`,
      [system, named],
    );
    return (rows as [unknown[], number])[1];
  }

  private async rows(
    manager: EntityManager,
    system: string,
    ids: readonly string[],
  ): Promise<Map<string, SystemCredential>> {
    if (ids.length === 0) return new Map();
    const rows = await manager.findBy(SystemCredential, { id: In([...ids]), system });
    return new Map(rows.map((row) => [row.id, row]));
  }
}
