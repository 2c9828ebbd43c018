import { Module } from '@nestjs/common';
import { CryptoModule } from '../platform/crypto/crypto.module.js';
import { ListCheck } from './list-check.js';
import { MarketingBlocks } from './marketing-blocks.js';
import { Suppression } from './suppression.js';

@Module({
  imports: [CryptoModule],
  providers: [ListCheck, MarketingBlocks, Suppression],
  exports: [ListCheck, MarketingBlocks, Suppression],
})
export class SuppressionModule {}
