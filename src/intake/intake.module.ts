import { Module } from '@nestjs/common';
import { RequestsModule } from '../requests/requests.module.js';
import { Asking } from './asking.js';
import { ChallengesOfWork } from './proof-of-work/challenges-of-work.js';
import { ProofOfWorkController } from './proof-of-work/proof-of-work.controller.js';
import { ProofOfWork } from './proof-of-work/proof-of-work.js';
import { ReceiptCorrectionsController } from './receipt/receipt-corrections.controller.js';
import { ReceiptCorrections } from './receipt/receipt-corrections.js';
import { ScansController } from './scans/scans.controller.js';
import { Scans } from './scans/scans.js';
import { Submissions } from './submissions.js';
import { SubmissionsController } from './submissions.controller.js';

@Module({
  imports: [RequestsModule],
  controllers: [ProofOfWorkController, ReceiptCorrectionsController, ScansController, SubmissionsController],
  providers: [Asking, ChallengesOfWork, ProofOfWork, ReceiptCorrections, Scans, Submissions],
  exports: [Asking, ChallengesOfWork],
})
export class IntakeModule {}
