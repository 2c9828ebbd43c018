import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { mediaTypeOf } from '../platform/http/body/media-types.js';
import { newId } from '../platform/ids/ids.js';
import { filePlace } from './conversation-places.js';
import { ConversationFile } from './conversation-file.entity.js';
import { ConversationRow } from './conversation.entity.js';
import { MOST_FILES } from './exchange-times.js';

export type Attached =
  { outcome: 'kept'; id: string; digest: string } | { outcome: 'not-a-scan' | 'too-many' | 'answered' };

/** Files that somebody attaches to an answer. The same file twice is kept once. */
@Injectable()
export class Attachments {
  constructor(
    private readonly keys: DataKeys,
    private readonly clock: Clock,
  ) {}

  async keep(tx: EntityManager, conversationId: string, content: Buffer): Promise<Attached> {
    const mediaType = mediaTypeOf(content);
    if (!mediaType) return { outcome: 'not-a-scan' };
    const row = await tx.findOneOrFail(ConversationRow, {
      where: { id: conversationId },
      lock: { mode: 'pessimistic_write' },
    });
    const digest = createHash('sha256').update(content).digest();
    const kept = await tx.find(ConversationFile, { where: { conversationId }, select: { id: true, digest: true } });
    const same = kept.find((file) => file.digest.equals(digest));
    if (same) return { outcome: 'kept', id: same.id, digest: digest.toString('hex') };
    if (row.answeredAt) return { outcome: 'answered' };
    if (kept.length >= MOST_FILES) return { outcome: 'too-many' };
    const id = newId();
    const key = await this.keys.of(tx, { kind: 'case', id: row.caseId });
    await tx.insert(ConversationFile, {
      id,
      conversationId,
      mediaType,
      bytes: content.length,
      digest,
      content: key.seal(content, filePlace(id)),
      addedAt: this.clock.now(),
    });
    return { outcome: 'kept', id, digest: digest.toString('hex') };
  }

  async read(
    tx: EntityManager,
    row: ConversationRow,
    id: string,
  ): Promise<{ mediaType: string; content: Buffer } | null> {
    const file = await tx.findOneBy(ConversationFile, { id, conversationId: row.id });
    if (!file) return null;
    const key = await this.keys.of(tx, { kind: 'case', id: row.caseId });
    return { mediaType: file.mediaType, content: key.open(file.content, filePlace(id)) };
  }
}
