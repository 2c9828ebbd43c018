import { Module } from '@nestjs/common';
import { RequestsModule } from '../requests/requests.module.js';
import { Submissions } from './submissions.js';
import { SubmissionsController } from './submissions.controller.js';

@Module({ imports: [RequestsModule], controllers: [SubmissionsController], providers: [Submissions] })
export class IntakeModule {}
