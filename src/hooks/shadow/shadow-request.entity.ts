import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { type Right, SubjectRequest } from '../../requests/request.entity.js';
import { HookSource } from '../sources/hook-source.entity.js';

export type ShadowState = 'open' | 'confirmed' | 'dismissed';

/**
 * A message that may be a request. Its clock runs provisionally from when it was written, until a named person has said
 * what it is: what was not recognised has reached the controller all the same (Art. 12(3) GDPR).
 */
@Entity('shadow_request')
@Check('shadow_request_state', `state IN ('open', 'confirmed', 'dismissed')`)
@Check('shadow_request_decided', `(state = 'open') = (decided_at IS NULL)`)
@Check('shadow_request_dismissed', `(state = 'dismissed') = (reason IS NOT NULL)`)
@Index('shadow_request_once', ['place', 'ticket', 'message'], { unique: true })
@Index('shadow_request_list', ['controllerId', 'state', 'dueOn', 'id'])
@Index('shadow_request_of_source', ['sourceId'])
@Index('shadow_request_of_request', ['requestId'], { where: 'request_id IS NOT NULL' })
export class ShadowRequest {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'shadow_request_pk' })
  id: string;

  @Column('uuid', { name: 'controller_id' })
  @ForeignKey('controller', { name: 'shadow_request_controller' })
  controllerId: string;

  @Column('uuid', { name: 'source_id' })
  @ForeignKey(() => HookSource, { name: 'shadow_request_source' })
  sourceId: string;

  @Column('text')
  place: string;

  @Column('text')
  ticket: string;

  @Column('text')
  message: string;

  @Column('timestamptz', { name: 'asked_at' })
  askedAt: Date;

  /** The day by which it would have to be answered; null when no right is guessed that has a date. */
  @Column('date', { name: 'due_on', nullable: true })
  dueOn: string | null;

  @Column('text')
  locale: string;

  /** The right that it seems to ask for. */
  @Column('text', { nullable: true })
  right: Right | null;

  @Column('double precision')
  score: number;

  /** Rules of the detector that spoke for it, and the version of its rules. */
  @Column('text', { array: true })
  rules: string[];

  @Column('text', { name: 'rules_version' })
  rulesVersion: string;

  /** What was written and by whom, sealed under an `inbound` key: it dies after 30 days, decided or not. */
  @Column('bytea')
  content: Buffer;

  @Column('text')
  state: ShadowState;

  /** Why it was dismissed: code of `ledger/reasons.ts`. */
  @Column('text', { nullable: true })
  reason: string | null;

  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt: Date | null;

  /** The request that it became. */
  @Column('uuid', { name: 'request_id', nullable: true })
  @ForeignKey(() => SubjectRequest, { name: 'shadow_request_request' })
  requestId: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
