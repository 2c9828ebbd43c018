import { Injectable } from '@nestjs/common';
import { Tags } from '../platform/crypto/tags.js';
import { hashToken } from '../platform/ids/ids.js';

/**
 * The token by which a person reaches her case. It is computed from the case's id under a key of its own, so that a
 * letter can carry the link again without the token lying anywhere; the database holds only its hash.
 */
@Injectable()
export class CaseTokens {
  constructor(private readonly tags: Tags) {}

  of(caseId: string): { token: string; hash: Buffer } {
    const token = this.tags.tag('case-token', 'case', caseId).toString('base64url');
    return { token, hash: hashToken(token) };
  }
}
