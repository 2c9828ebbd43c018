import { Injectable } from '@nestjs/common';
import { Tags } from '../../platform/crypto/tags.js';
import { PublicAddress } from '../../platform/http/public-address.js';

/** 192 bits: where a sender signs nothing, the path is what keeps strangers out. */
const BYTES = 24;

/** Where a source's deliveries go. The secret part is computed under a key, so that a stolen database shows no path. */
@Injectable()
export class HookPaths {
  constructor(
    private readonly tags: Tags,
    private readonly address: PublicAddress,
  ) {}

  of(sourceId: string): string {
    return this.tags.tag('hook', 'path', sourceId).subarray(0, BYTES).toString('base64url');
  }

  /** The whole address, to be entered with the sender. */
  url(sourceId: string): string {
    return `${this.address.url}/v1/hooks/${this.of(sourceId)}`;
  }
}
