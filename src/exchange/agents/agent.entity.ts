import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { JWK } from 'jose';

/** A program of the company's in a network that takes no inbound calls: it asks for work, and knows its systems alone. */
@Entity('agent')
@Index('agent_name', ['name'], { unique: true, where: 'revoked_at IS NULL' })
@Index('agent_key', ['keyHash'], { unique: true })
export class Agent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'agent_pk' })
  id: string;

  @Column('text')
  name: string;

  /** Slugs of the systems that it works. */
  @Column('text', { array: true })
  systems: string[];

  @Column('bytea', { name: 'key_hash' })
  keyHash: Buffer;

  /** To which what it is asked is encrypted; the first one that it shows is kept. */
  @Column('jsonb', { name: 'public_key', nullable: true })
  publicKey: JWK | null;

  @Column('text', { nullable: true })
  version: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'seen_at', nullable: true })
  seenAt: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;
}
