import { Module } from '@nestjs/common';
import { RequestsModule } from '../requests/requests.module.js';
import { Applying } from './applying.js';

@Module({ imports: [RequestsModule], providers: [Applying], exports: [Applying] })
export class ApplyingModule {}
