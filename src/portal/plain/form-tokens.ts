import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Tags } from '../../platform/crypto/tags.js';
import { newToken, sameSecret } from '../../platform/ids/ids.js';

/** How long somebody may take to fill in a form. */
const HOURS = 4;

/**
 * What a plain form carries so that it is taken: that it came from us a while ago. With it a form that is sent twice, by
 * a reload or an impatient hand, counts once; nothing is stored for it beforehand.
 */
@Injectable()
export class FormTokens {
  constructor(
    private readonly tags: Tags,
    private readonly clock: Clock,
  ) {}

  issue(): string {
    const said = `${newToken().token}.${Math.floor(this.clock.now().getTime() / 1_000)}`;
    return `${said}.${this.signature(said).toString('base64url')}`;
  }

  isGood(token: string | undefined): boolean {
    const [, said, issued, signature] = /^([\w-]{20,60}\.(\d{1,12}))\.([\w-]{43})$/.exec(token ?? '') ?? [];
    if (!said || !issued || !signature) return false;
    const age = this.clock.now().getTime() / 1_000 - Number(issued);
    return sameSecret(this.signature(said), Buffer.from(signature, 'base64url')) && age >= -60 && age < HOURS * 3_600;
  }

  private signature(said: string): Buffer {
    return this.tags.tag('proof-of-work', 'form', said);
  }
}
