import { Injectable } from '@nestjs/common';
import type { Actor } from '../ledger/ledger-entry.js';
import { Tags } from '../platform/crypto/tags.js';

/** How the ledger names staff: by a keyed tag that changes every quarter and means nothing once its secret is dead. */
@Injectable()
export class Pseudonyms {
  constructor(private readonly tags: Tags) {}

  of(staffId: string): string {
    return this.tags.tag('staff', 'staff', staffId).toString('base64url');
  }

  actor(staffId: string): Actor {
    return { role: 'staff', tag: this.of(staffId) };
  }
}
