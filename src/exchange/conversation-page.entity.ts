import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ConversationRow } from './conversation.entity.js';

/** A page of what a system uploads, sealed under the case key. */
@Entity('conversation_page')
export class ConversationPage {
  @PrimaryColumn('uuid', { name: 'conversation_id', primaryKeyConstraintName: 'conversation_page_pk' })
  @ForeignKey(() => ConversationRow, { name: 'conversation_page_fk' })
  conversationId: string;

  /** From 1 on, without gaps once it is complete. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'conversation_page_pk' })
  number: number;

  /** SHA-256 of the records as they were sent. */
  @Column('bytea')
  digest: Buffer;

  @Column('integer')
  items: number;

  @Column('integer')
  bytes: number;

  @Column('bytea')
  sealed: Buffer;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;
}
