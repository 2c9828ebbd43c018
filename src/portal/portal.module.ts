import { Module } from '@nestjs/common';
import { PlanningModule } from '../planning/planning.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import { PersonCaseViews } from './case-view.js';
import { PortalController } from './portal.controller.js';

@Module({ imports: [RequestsModule, PlanningModule], controllers: [PortalController], providers: [PersonCaseViews] })
export class PortalModule {}
