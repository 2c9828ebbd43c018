import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SystemMap } from '../datamap/language.js';
import { Ledger } from '../ledger/ledger.js';
import type { StaffCaller } from '../people/staff-caller.js';
import { Clock } from '../platform/clock/clock.js';
import { OwnerLinks } from './owner-links.js';
import { ownerOf, type SystemOwner } from './owner.js';
import { SystemOwnerRow } from './system-owner.entity.js';

export interface OwnerStanding {
  owner: SystemOwner | null;
  /** Who said so: the map, somebody at the desk, or nobody is named any more. */
  origin: 'map' | 'desk' | 'ended';
  since: Date | null;
}

/** Who works a system by hand. What is said at the desk goes before the map, so that a change needs no new version of it. */
@Injectable()
export class Owners {
  constructor(
    private readonly links: OwnerLinks,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async standing(manager: EntityManager, system: string, map: SystemMap): Promise<OwnerStanding> {
    const row = await manager.findOneBy(SystemOwnerRow, { system });
    if (!row) return { owner: ownerOf(map), origin: 'map', since: null };
    if (row.endedAt) return { owner: null, origin: 'ended', since: row.endedAt };
    const { name, email, language, processor, setAt } = row;
    return {
      owner: { name, email, language, ...(processor === null ? {} : { processor }) },
      origin: 'desk',
      since: setAt,
    };
  }

  async of(manager: EntityManager, system: string, map: SystemMap): Promise<SystemOwner | null> {
    return (await this.standing(manager, system, map)).owner;
  }

  /** Names somebody, or somebody else. Links of whoever did it before end; the new one is sent what is open. */
  async name(tx: EntityManager, system: string, map: SystemMap, owner: SystemOwner, by: StaffCaller): Promise<void> {
    await lock(tx, system);
    const before = await this.of(tx, system, map);
    const now = this.clock.now();
    await tx.save(
      tx.create(SystemOwnerRow, {
        system,
        name: owner.name,
        email: owner.email,
        language: owner.language ?? 'de',
        processor: owner.processor ?? null,
        setBy: by.id,
        setAt: now,
        endedAt: null,
      }),
      { reload: false },
    );
    await this.noted(tx, system, before ? 'changed' : 'named', by, now);
    // Of a corrected name or language the links stay good.
    if (before?.email.toLowerCase() === owner.email.toLowerCase()) return;
    await this.links.handOver(tx, system, owner, by);
  }

  /** Nobody is written to any more, and no link of hers opens anything. @returns false when nobody was named. */
  async end(tx: EntityManager, system: string, map: SystemMap, by: StaffCaller): Promise<boolean> {
    await lock(tx, system);
    const before = await this.of(tx, system, map);
    if (!before) return false;
    const now = this.clock.now();
    const { name, email, language = 'de', processor = null } = before;
    const row = { system, name, email, language, processor, setBy: by.id, setAt: now, endedAt: now };
    await tx.save(tx.create(SystemOwnerRow, row), { reload: false });
    await this.noted(tx, system, 'ended', by, now);
    await this.links.revokeAll(tx, system, by);
    return true;
  }

  private noted(tx: EntityManager, system: string, change: string, by: StaffCaller, at: Date): Promise<unknown> {
    return this.ledger.append(tx, { kind: 'system.owner', by: by.actor, at, data: { system, change } });
  }
}

const lock = (tx: EntityManager, system: string): Promise<unknown> =>
  tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('system-owner' || chr(31) || $1, 0))`, [system]);
