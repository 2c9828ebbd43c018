import { Module } from '@nestjs/common';
import { CryptoModule } from '../platform/crypto/crypto.module.js';
import { MarketingBlocks } from './marketing-blocks.js';
import { Suppression } from './suppression.js';

@Module({
  imports: [CryptoModule],
  providers: [Suppression, MarketingBlocks],
  exports: [Suppression, MarketingBlocks],
})
export class SuppressionModule {}
