import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Verb } from '../connectors/kit/contract.js';
import type { AnswerState, QuestionVerb } from '../connectors/kit/exchange.js';
import { SubjectRequest } from '../requests/request.entity.js';

/** What was asked of a system that answers later, and how it stands. Expiry is a matter of time, not of state. */
@Entity('conversation')
@Check('conversation_answered', `(answered_at IS NOT NULL) = (state NOT IN ('open', 'taken'))`)
@Index('conversation_once', ['caseId', 'system', 'digest', 'generation'], { unique: true })
@Index('conversation_token', ['tokenHash'], { unique: true })
@Index('conversation_request', ['requestId'])
@Index('conversation_agents', ['system', 'openedAt'], { where: `answerer = 'agent' AND answered_at IS NULL` })
@Index('conversation_waiting', ['expiresAt'], { where: `answered_at IS NULL` })
export class ConversationRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'conversation_pk' })
  id: string;

  @Column('text')
  system: string;

  @Column('uuid', { name: 'map_id' })
  mapId: string;

  @Column('uuid', { name: 'controller_id' })
  controllerId: string;

  @Column('uuid', { name: 'case_id' })
  caseId: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'conversation_request_fk' })
  requestId: string;

  /** Tasks that wait for the answer. */
  @Column('uuid', { array: true })
  askers: string[];

  @Column('text')
  verb: QuestionVerb | Verb;

  /** Who answers: `system` confirms, `person` declares, an `agent` carries out a verb of the contract. */
  @Column('text')
  answerer: 'system' | 'person' | 'agent';

  /** Whole records are asked for, not only what is needed to judge them. */
  @Column('boolean')
  whole: boolean;

  /** Keyed digest of the question: the same one is put once. */
  @Column('bytea')
  digest: Buffer;

  /** How often it has been put anew because its answer led nowhere. */
  @Column('integer')
  generation: number;

  /** `QuestionContent`, sealed under the case key. */
  @Column('bytea')
  question: Buffer;

  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  /** How many links were revoked; the token of the one that is good is computed with it. */
  @Column('integer', { name: 'link_number', default: 0 })
  linkNumber: number;

  /** Since when no link has been sent that opens it; null while one has. */
  @Column('timestamptz', { name: 'link_revoked_at', nullable: true })
  linkRevokedAt: Date | null;

  @Column('text')
  state: 'open' | AnswerState;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'told_at', nullable: true })
  toldAt: Date | null;

  /** When the other side first fetched what it is about. */
  @Column('timestamptz', { name: 'seen_at', nullable: true })
  seenAt: Date | null;

  @Column('timestamptz', { name: 'check_again_at', nullable: true })
  checkAgainAt: Date | null;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt: Date | null;

  /** When an asker was told of an answer that leads nowhere: from then on the question may be put anew. */
  @Column('timestamptz', { name: 'heard_at', nullable: true })
  heardAt: Date | null;

  /** SHA-256 of the answer, so that its repetition is told from another answer. */
  @Column('bytea', { name: 'answer_digest', nullable: true })
  answerDigest: Buffer | null;

  /** What the answer says beside its state: records left, a reason. Sealed under the case key. */
  @Column('bytea', { nullable: true })
  answer: Buffer | null;

  /** Records uploaded. */
  @Column('integer', { default: 0 })
  items: number;

  @Column('integer', { default: 0 })
  bytes: number;

  /** The agent that carries it out, and until when it is silent at most. */
  @Column('uuid', { name: 'agent_id', nullable: true })
  agentId: string | null;

  @Column('timestamptz', { name: 'lease_until', nullable: true })
  leaseUntil: Date | null;

  /** Raised with each lease: who was silent for too long uploads in vain. */
  @Column('integer', { default: 0 })
  fence: number;

  /** Private half of the key to which the agent encrypts its results, sealed under the case key. */
  @Column('bytea', { nullable: true })
  box: Buffer | null;

  /** Who signed the answer with a personal sign-in; null when the link alone speaks for it (practice 30). */
  @Column('uuid', { name: 'signed_by', nullable: true })
  signedBy: string | null;
}
