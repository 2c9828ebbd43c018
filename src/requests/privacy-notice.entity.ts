import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { LegalController } from './legal-controller.entity.js';

/**
 * A version of the notice that people are shown when they ask (Art. 13 GDPR). Versions stay: a case names the one that
 * was shown, and what it said then must still be readable.
 */
@Entity('privacy_notice')
export class PrivacyNotice {
  @PrimaryColumn('uuid', { name: 'controller_id', primaryKeyConstraintName: 'privacy_notice_pk' })
  @ForeignKey(() => LegalController, { name: 'privacy_notice_controller' })
  controllerId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'privacy_notice_pk' })
  version: string;

  /** Plain text by language; a line that begins with `## ` is a heading, one with `- ` an item of a list. */
  @Column('jsonb')
  text: Record<string, string>;

  /** SHA-256 of the text as canonical JSON. */
  @Column('bytea')
  digest: Buffer;

  /** The version applied last is the one that is shown. */
  @Column('timestamptz', { name: 'applied_at' })
  appliedAt: Date;
}
