import { Injectable } from '@nestjs/common';
import type { JWK } from 'jose';
import { type EntityManager, IsNull } from 'typeorm';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { hashToken, newId, newToken } from '../../platform/ids/ids.js';
import { Agent } from './agent.entity.js';

/** Agents and their keys. */
@Injectable()
export class Agents {
  constructor(
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** A new key for an agent of this name; whatever key the name had is revoked. @returns the key, which is seen this once. */
  async admit(tx: EntityManager, name: string, systems: readonly string[]): Promise<string> {
    const at = this.clock.now();
    await tx.update(Agent, { name, revokedAt: IsNull() }, { revokedAt: at });
    const key = `hba_${newToken().token}`;
    const id = newId();
    await tx.insert(Agent, { id, name, systems: [...systems], keyHash: hashToken(key), createdAt: at });
    await this.ledger.append(tx, {
      kind: 'agent.admitted',
      by: { role: 'service' },
      at,
      data: { agent: id, systems: systems.length },
    });
    return key;
  }

  /** @returns false when no agent of this name has a key. */
  async revoke(tx: EntityManager, name: string): Promise<boolean> {
    const at = this.clock.now();
    const found = await tx.findOneBy(Agent, { name, revokedAt: IsNull() });
    if (!found) return false;
    await tx.update(Agent, { id: found.id }, { revokedAt: at });
    await this.ledger.append(tx, {
      kind: 'agent.revoked',
      by: { role: 'service' },
      at,
      data: { agent: found.id },
    });
    return true;
  }

  list(manager: EntityManager): Promise<Agent[]> {
    return manager.find(Agent, { order: { name: 'ASC', createdAt: 'ASC' } });
  }

  /** It is there: notes its version, and its encryption key the first time. @returns false when it shows another key. */
  async seen(tx: EntityManager, agentId: string, publicKey: JWK, version: string): Promise<boolean> {
    const agent = await tx.findOneOrFail(Agent, { where: { id: agentId }, lock: { mode: 'pessimistic_write' } });
    if (agent.publicKey && agent.publicKey.x !== publicKey.x) return false;
    const { kty, crv, x } = publicKey;
    await tx.update(Agent, { id: agentId }, { publicKey: { kty, crv, x }, version, seenAt: this.clock.now() });
    return true;
  }
}
