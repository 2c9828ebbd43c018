import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ConversationRow } from './conversation.entity.js';

/** What somebody attached to an answer as its evidence: a screenshot, a confirmation. */
@Entity('conversation_file')
@Index('conversation_file_of', ['conversationId', 'addedAt'])
export class ConversationFile {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'conversation_file_pk' })
  id: string;

  @Column('uuid', { name: 'conversation_id' })
  @ForeignKey(() => ConversationRow, { name: 'conversation_file_fk' })
  conversationId: string;

  @Column('text', { name: 'media_type' })
  mediaType: string;

  @Column('integer')
  bytes: number;

  /** SHA-256 of the file as it was uploaded. */
  @Column('bytea')
  digest: Buffer;

  /** Sealed under the case key. */
  @Column('bytea')
  content: Buffer;

  @Column('timestamptz', { name: 'added_at' })
  addedAt: Date;
}
