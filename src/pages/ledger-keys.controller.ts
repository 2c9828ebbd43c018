import { Controller, Get, Inject, Optional } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Signer } from '../ledger/signer.js';
import { Access } from '../platform/http/access/access.js';
import { Settings } from '../platform/settings/settings.js';
import { LedgerKeysDto } from './ledger-keys.dto.js';

/** The public halves of the keys that sign checkpoints, for pages that check receipts by themselves. */
@ApiTags('ledger')
@Controller('v1/ledger/keys')
export class LedgerKeysController {
  constructor(
    @Optional() @Inject(Signer) private readonly signer: Signer | null,
    private readonly settings: Settings,
  ) {}

  /** The keys by which receipts and checkpoints can be checked. */
  @Get()
  @Access('public')
  list(): LedgerKeysDto {
    return {
      keys: [...new Set([...(this.signer ? [this.signer.verifierKey] : []), ...this.settings.LEDGER_VERIFIER_KEYS])],
    };
  }
}
