import { Injectable } from '@nestjs/common';
import { Tags } from '../platform/crypto/tags.js';
import { hashToken } from '../platform/ids/ids.js';

/**
 * The token by which the other side reaches its one conversation. Computed from the conversation's id under a key of its
 * own, so that a notice that is repeated carries it again; the database holds its hash alone.
 */
@Injectable()
export class ConversationTokens {
  constructor(private readonly tags: Tags) {}

  /** @param number raised when a link is revoked: the next one is another. */
  of(conversationId: string, number = 0): { token: string; hash: Buffer } {
    const name = number === 0 ? conversationId : `${conversationId}/${number}`;
    const token = this.tags.tag('exchange', 'conversation', name).toString('base64url');
    return { token, hash: hashToken(token) };
  }
}
