import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Right } from '../../requests/request.entity.js';
import { SubjectRequest } from '../../requests/request.entity.js';
import { HookSource } from '../sources/hook-source.entity.js';

/** A ticket of a helpdesk and the request that was made of it. */
@Entity('ticket_link')
@Index('ticket_link_of_request', ['requestId'], { unique: true })
@Index('ticket_link_of_ticket', ['place', 'ticket'])
@Index('ticket_link_of_source', ['sourceId'])
export class TicketLink {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'ticket_link_pk' })
  id: string;

  @Column('uuid', { name: 'source_id' })
  @ForeignKey(() => HookSource, { name: 'ticket_link_source' })
  sourceId: string;

  /** Slug of the helpdesk's system, or the source's id: two sources of one system speak of the same tickets. */
  @Column('text')
  place: string;

  @Column('text')
  ticket: string;

  @Column('text')
  right: Right;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'ticket_link_request' })
  requestId: string;

  /** When the earliest message that asks for it was written: the clock starts there. */
  @Column('timestamptz', { name: 'asked_at' })
  askedAt: Date;

  @Column('text')
  locale: string;

  /** What the ticket has been told: `linked`, and the states of the request. */
  @Column('text', { array: true, default: '{}' })
  told: string[];

  @Column('timestamptz', { name: 'told_at', nullable: true })
  toldAt: Date | null;

  /** Somebody is telling it something until then: two at once would write the same comment twice. */
  @Column('timestamptz', { name: 'telling_until', nullable: true })
  tellingUntil: Date | null;

  /** Why nothing more can be told, e.g. `unsupported`; null while it can. */
  @Column('text', { nullable: true })
  failure: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
