import { Injectable } from '@nestjs/common';
import type { IdempotentRequest } from '../platform/http/idempotency/idempotency-key.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Controllers } from '../requests/controllers.js';
import { PrivacyNotices } from '../requests/privacy-notices.js';
import type { OpenedCasesDto, SubmissionDto } from './submission.dto.js';
import { Submissions } from './submissions.js';

/** What the edge of the portal knows beside the body. */
export interface AskedHow {
  /** The header `Sec-GPC`. */
  gpc: string | undefined;
  idempotent?: IdempotentRequest | undefined;
}

/** Somebody asks for herself, or for another, without any credential: from the page or from the plain form. */
@Injectable()
export class Asking {
  constructor(
    private readonly submissions: Submissions,
    private readonly controllers: Controllers,
    private readonly notices: PrivacyNotices,
  ) {}

  /** @throws Problem for what cannot be accepted; then nothing is stored. */
  async ask(body: SubmissionDto, { gpc, idempotent }: AskedHow): Promise<OpenedCasesDto> {
    return this.submissions.accept(body, {
      channel: 'portal',
      by: { role: 'data-subject' },
      shown: await this.shown(body),
      // The signal is a request not to sell or share (practice 19): with another request it would only be a fact kept.
      signal: gpc === '1' && body.rights.includes('do_not_sell') ? 'gpc' : null,
      ...(idempotent ? { idempotent } : {}),
    });
  }

  private async shown({ controllers, noticeVersion }: SubmissionDto): Promise<ReadonlyMap<string, string>> {
    if (noticeVersion === undefined) return new Map();
    const known = (await Promise.all(controllers.map((slug) => this.controllers.bySlug(slug)))).flatMap(
      (one) => one ?? [],
    );
    const shown = await this.notices.shownBy(known, noticeVersion);
    if (shown.size > 0 || known.length < controllers.length) return shown;
    throw new Problem('validation-failed', {
      errors: [{ pointer: '/noticeVersion', rule: 'known', detail: 'is no version of the privacy notice' }],
    });
  }
}
