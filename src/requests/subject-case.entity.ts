import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LegalController } from './legal-controller.entity.js';

export const CHANNELS = ['api', 'portal', 'letter', 'phone', 'counter', 'email', 'webhook', 'signal'] as const;
export type Channel = (typeof CHANNELS)[number];

export const RELATIONS = ['customer', 'employee', 'applicant', 'supplier_contact', 'other'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Our own role towards the data asked for (practice 26). */
export const ROLES = ['controller', 'processor', 'joint'] as const;
export type Role = (typeof ROLES)[number];

/** How sure we are who asks, weakest first; what is needed is law data. */
export const ASSURANCES = ['none', 'contact', 'login', 'officer'] as const;
export type Assurance = (typeof ASSURANCES)[number];

/** One submission by one person to one controller: proof, messages, one public token. */
@Entity('subject_case')
@Index('subject_case_reference', ['reference'], { unique: true })
@Index('subject_case_token', ['tokenHash'], { unique: true })
@Index('subject_case_sibling', ['siblingOf'])
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
