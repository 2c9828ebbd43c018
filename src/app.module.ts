import { type DynamicModule, Module } from '@nestjs/common';
import { ApplyingModule } from './applying/applying.module.js';
import { DeliveryModule } from './delivery/delivery.module.js';
import { DeskModule } from './desk/desk.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { IntakeModule } from './intake/intake.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { PeopleModule } from './people/people.module.js';
import { PlanningModule } from './planning/planning.module.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';
import { PortalModule } from './portal/portal.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { UpkeepModule } from './upkeep/upkeep.module.js';
import { EngineModule } from './work/engine.module.js';

/** The whole house. The engine is given its judge (planning) and the place for what it collects (delivery). */
@Module({})
export class AppModule {
  static create(options: PlatformOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(options),
        LedgerModule,
        PeopleModule,
        IntakeModule,
        IdentityModule,
        PlanningModule,
        DeliveryModule,
        RetentionModule,
        EngineModule.with([PlanningModule, DeliveryModule]),
        DeskModule,
        PortalModule,
        UpkeepModule,
        ApplyingModule,
      ],
    };
  }
}
