import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { LettersModule } from '../letters/letters.module.js';
import { Settings } from '../platform/settings/settings.js';
import { RequestsModule } from '../requests/requests.module.js';
import { CollectedSink } from '../work/collected-sink.js';
import { SuppressionModule } from '../suppression/suppression.module.js';
import { WorkModule } from '../work/work.module.js';
import { AnswerHandler } from './answer/answer.handler.js';
import { AnswerLetters } from './answer/answer-letters.js';
import { CopyReminders } from './answer/copy-reminders.js';
import { DecisionsController } from './answer/decisions.controller.js';
import { Decisions } from './answer/decisions.js';
import { KeptAboutHer } from './answer/kept-about-her.js';
import { DownloadsController } from './download/downloads.controller.js';
import { PackageStanding } from './download/package-standing.js';
import { Downloads } from './download/downloads.js';
import { PrintingController } from './download/printing.controller.js';
import { Printing } from './download/printing.js';
import { PackageModelReader } from './package/package-model-reader.js';
import { PrepareHandler } from './package/prepare.handler.js';
import { PartsSink } from './parts/parts.sink.js';
import { Release } from './review/release.js';
import { ReportPreviewController } from './download/report-preview.controller.js';
import { ReviewController } from './review/review.controller.js';
import { Review } from './review/review.js';
import { FolderVault } from './vault/folder.vault.js';
import { VaultSweep } from './vault/vault-sweep.js';
import { Vault } from './vault/vault.js';

@Module({
  imports: [RequestsModule, WorkModule, LettersModule, SuppressionModule],
  controllers: [
    DecisionsController,
    DownloadsController,
    ReportPreviewController,
    PrintingController,
    ReviewController,
  ],
  providers: [
    {
      provide: Vault,
      inject: [Settings],
      useFactory: (settings: Settings) => new FolderVault(join(settings.HABEAS_HOME, 'vault')),
    },
    { provide: CollectedSink, useClass: PartsSink },
    AnswerHandler,
    AnswerLetters,
    CopyReminders,
    Decisions,
    Downloads,
    KeptAboutHer,
    PackageModelReader,
    PackageStanding,
    PrepareHandler,
    Printing,
    Release,
    Review,
    VaultSweep,
  ],
  exports: [
    AnswerLetters,
    CollectedSink,
    Decisions,
    CopyReminders,
    Downloads,
    KeptAboutHer,
    PackageStanding,
    Review,
    VaultSweep,
  ],
})
export class DeliveryModule {}
