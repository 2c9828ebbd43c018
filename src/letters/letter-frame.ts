import { Injectable } from '@nestjs/common';
import { Laws } from '../laws/laws.js';
import { PublicAddress } from '../platform/http/public-address.js';
import { CaseTokens } from '../requests/case-tokens.js';
import type { CaseFile } from '../requests/requests.repository.js';
import type { Common } from './templates/letter-data.js';

/** What every letter bears, and the links that stand in letters. Tokens stand behind the hash sign: no server sees them. */
@Injectable()
export class LetterFrame {
  constructor(
    private readonly tokens: CaseTokens,
    private readonly address: PublicAddress,
    private readonly laws: Laws,
  ) {}

  of(file: CaseFile): Common {
    const { controller } = file;
    return {
      controller: { ...controller.details, slug: controller.slug, name: controller.name, zone: controller.zone },
      reference: file.case.reference,
      law: this.laws.pinned(file.request.law).says,
    };
  }

  /** The name under which this service is reached, as letters say it. */
  get host(): string {
    return new URL(this.address.url).host;
  }

  /** The person's own view of her case. */
  caseLink(file: CaseFile): string {
    return `${this.address.url}/case#${this.tokens.of(file.case.id).token}`;
  }

  link(page: 'object' | 'package' | 'task', token: string): string {
    return `${this.address.url}/${page}#${token}`;
  }
}
