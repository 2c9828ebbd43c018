import { type DynamicModule, Module } from '@nestjs/common';
import { ApplyingModule } from './applying/applying.module.js';
import { DeliveryModule } from './delivery/delivery.module.js';
import { DeskModule } from './desk/desk.module.js';
import { ExchangeModule } from './exchange/exchange.module.js';
import { HandworkModule } from './handwork/handwork.module.js';
import { HooksModule } from './hooks/hooks.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { IntakeModule } from './intake/intake.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { PagesModule } from './pages/pages.module.js';
import { PeopleModule } from './people/people.module.js';
import { PlanningModule } from './planning/planning.module.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';
import { PortalModule } from './portal/portal.module.js';
import { RegisteringModule } from './registering/registering.module.js';
import { ReplayEngineModule } from './retention/replay/replay-engine.module.js';
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
        HooksModule,
        IdentityModule,
        PlanningModule,
        DeliveryModule,
        RetentionModule,
        EngineModule.with([PlanningModule, DeliveryModule]),
        ReplayEngineModule.with([PlanningModule]),
        ExchangeModule,
        HandworkModule,
        DeskModule,
        PortalModule,
        PagesModule,
        UpkeepModule,
        ApplyingModule,
        RegisteringModule,
      ],
    };
  }
}
