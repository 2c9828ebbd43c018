import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LegalController } from './legal-controller.entity.js';

/**
 * How a case came to be. `retention`: the house opened it itself, to finish what a retention ground had put off.
 * `finding`: likewise, because an erased person was found again and an officer has decided to erase anew.
 */
export const CHANNELS = [
  'api',
  'portal',
  'letter',
  'phone',
  'counter',
  'email',
  'webhook',
  'signal',
  'retention',
  'finding',
] as const;
export type Channel = (typeof CHANNELS)[number];

export const RELATIONS = ['customer', 'employee', 'applicant', 'supplier_contact', 'other'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Our own role towards the data asked for (practice 26). */
export const ROLES = ['controller', 'processor', 'joint'] as const;
export type Role = (typeof ROLES)[number];

/** How sure we are who asks, weakest first; what is needed is law data. */
export const ASSURANCES = ['none', 'contact', 'login', 'officer'] as const;
export type Assurance = (typeof ASSURANCES)[number];

/** Signals that are a request by themselves (practice 19). */
export type Signal = 'gpc';

/** One submission by one person to one controller: proof, messages, one public token. */
@Entity('subject_case')
@Index('subject_case_reference', ['reference'], { unique: true })
@Index('subject_case_token', ['tokenHash'], { unique: true })
@Index('subject_case_sibling', ['siblingOf'])
@Index('subject_case_continues', ['continues'], { where: 'continues IS NOT NULL' })
export class SubjectCase {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'subject_case_pk' })
  id: string;

  /** 32 hex digits: how the ledger names this case. */
  @Column('text', { name: 'ledger_id' })
  ledgerId: string;

  @Column('uuid', { name: 'controller_id' })
  @ForeignKey(() => LegalController, { name: 'subject_case_controller' })
  controllerId: string;

  /** First case of the same message to several controllers. */
  @Column('uuid', { name: 'sibling_of', nullable: true })
  siblingOf: string | null;

  /** The earlier case that this one finishes: set where the house opened it itself for a deferred erasure. */
  @Column('uuid', { nullable: true })
  @ForeignKey(() => SubjectCase, { name: 'subject_case_continues_fk' })
  continues: string | null;

  @Column('text')
  reference: string;

  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  @Column('text')
  role: Role;

  @Column('text')
  channel: Channel;

  @Column('text')
  relation: Relation;

  /** When it truly reached the controller, in whatever channel, unread or not (practice 2). */
  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  /** Staff id of the officer who recorded a letter, call or visit. */
  @Column('uuid', { name: 'recorded_by', nullable: true })
  recordedBy: string | null;

  @Column('text')
  locale: string;

  @Column('text', { nullable: true })
  country: string | null;

  @Column('text', { nullable: true })
  region: string | null;

  /** `portal`, `mail` or `post`. */
  @Column('text', { name: 'reply_by' })
  replyBy: string;

  @Column('text')
  assurance: Assurance;

  @Column('timestamptz', { name: 'proven_at', nullable: true })
  provenAt: Date | null;

  /** The person's words, sealed under the case key. */
  @Column('bytea', { nullable: true })
  note: Buffer | null;

  /** Version of the controller's privacy notice that was shown when this was asked; null where none was. */
  @Column('text', { name: 'notice_version', nullable: true })
  noticeVersion: string | null;

  /** `gpc`: the submission itself carried the browser's signal (Global Privacy Control, `Sec-GPC: 1`). */
  @Column('text', { nullable: true })
  signal: Signal | null;

  /** Somebody asks for somebody else: who, and how authorised (`acting-for.ts`), sealed under the case key. */
  @Column('bytea', { name: 'acting_for', nullable: true })
  actingFor: Buffer | null;

  /** Flagged for ever and out of all figures. */
  @Column('boolean', { name: 'test_person', default: false })
  testPerson: boolean;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  /** Last legal day on which the case is kept. */
  @Column('date', { name: 'keep_until', nullable: true })
  keepUntil: string | null;

  @Column('timestamptz', { name: 'forgotten_at', nullable: true })
  forgottenAt: Date | null;
}
