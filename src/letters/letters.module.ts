import { Module } from '@nestjs/common';
import { RequestsModule } from '../requests/requests.module.js';
import { WorkModule } from '../work/work.module.js';
import { LetterFrame } from './letter-frame.js';
import { Letters } from './letters.js';
import { SystemOutcomes } from './system-outcomes.js';
import { SendHandler } from './send.handler.js';
import { UnaskedLetters } from './unasked-letters.js';

@Module({
  imports: [RequestsModule, WorkModule],
  providers: [LetterFrame, Letters, SendHandler, SystemOutcomes, UnaskedLetters],
  exports: [LetterFrame, Letters, SystemOutcomes, UnaskedLetters],
})
export class LettersModule {}
