import { Injectable } from '@nestjs/common';
import { legalDay } from '../laws/legal-day.js';
import { PublicAddress } from '../platform/http/public-address.js';
import { CaseTokens } from '../requests/case-tokens.js';
import type { CaseFile } from '../requests/requests.repository.js';
import type { LetterFrameData } from './templates/letter-data.js';

/** What every letter bears: who writes, about which case, and where the person finds it. */
@Injectable()
export class LetterFrame {
  constructor(
    private readonly tokens: CaseTokens,
    private readonly address: PublicAddress,
  ) {}

  of(file: CaseFile): LetterFrameData {
    const { controller } = file;
    return {
      controller: { ...controller.details, slug: controller.slug, name: controller.name, zone: controller.zone },
      reference: file.case.reference,
      receivedOn: legalDay(file.case.receivedAt, controller.zone),
      // The token stands behind the hash sign: browsers do not send it to any server.
      statusUrl: `${this.address.url}/case#${this.tokens.of(file.case.id).token}`,
      baseUrl: this.address.url,
    };
  }
}
