import { Module } from '@nestjs/common';
import { RequestsModule } from '../requests/requests.module.js';
import { ScansController } from './scans/scans.controller.js';
import { Scans } from './scans/scans.js';
import { Submissions } from './submissions.js';
import { SubmissionsController } from './submissions.controller.js';

@Module({
  imports: [RequestsModule],
  controllers: [ScansController, SubmissionsController],
  providers: [Scans, Submissions],
})
export class IntakeModule {}
