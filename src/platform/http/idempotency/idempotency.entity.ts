import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The answer that was given to a request with an Idempotency-Key. */
@Entity('idempotency')
@Index('idempotency_credential_route_key_key', ['credential', 'route', 'key'], { unique: true })
export class IdempotencyRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'idempotency_pkey' })
  id: string;

  /** Id of the caller's credential. */
  @Column({ type: 'text' })
  credential: string;

  /** Method and template, e.g. `POST /v1/requests`. */
  @Column({ type: 'text' })
  route: string;

  /** SHA-256 of the key: clients put names and addresses into keys. */
  @Column({ type: 'bytea' })
  key: Buffer;

  /** SHA-256 of the canonical body. */
  @Column({ type: 'bytea', name: 'body_hash' })
  bodyHash: Buffer;

  @Column({ type: 'smallint' })
  status: number;

  /** The answer's body, sealed by the codec of the use case. */
  @Column({ type: 'bytea' })
  response: Buffer;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Index('idempotency_expires_at_idx')
  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt: Date;
}
