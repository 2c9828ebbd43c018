import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock, SystemClock } from './clock/clock.js';
import { CryptoModule } from './crypto/crypto.module.js';
import { TagsAtStart } from './crypto/tags-at-start.js';
import { GuardedHttp } from './egress/guarded-http.js';
import { PublicAddress } from './http/public-address.js';
import { Log } from './logging/log.js';
import { chooseMailer } from './mail/choose-mailer.js';
import { Mailer } from './mail/mailer.js';
import { Notices } from './notices/notices.js';
import { QueuesModule } from './queues/queues.module.js';
import { PlatformReadiness } from './readiness.js';
import { Settings } from './settings/settings.js';
import { dataSourceOptions } from './storage/storage.js';

export interface PlatformOptions {
  settings: Settings;
  /** The database as the application's role. */
  databaseUrl: string;
  entities: Function[];
  clock?: Clock;
  log?: Log;
}

/** The ground every room stands on: settings, clock, log, database, keys, queues, mail. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    const clock = options.clock ?? new SystemClock();
    const log = options.log ?? new Log({ level: options.settings.LOG_LEVEL, clock });
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions({
            url: options.databaseUrl,
            entities: options.entities,
            pool: options.settings.DATABASE_POOL,
          }),
          retryAttempts: 3,
          retryDelay: 1_000,
        }),
        QueuesModule.forRoot(options.settings, options.databaseUrl),
        CryptoModule,
      ],
      providers: [
        TagsAtStart,
        PlatformReadiness,
        Notices,
        { provide: Settings, useValue: options.settings },
        { provide: Clock, useValue: clock },
        { provide: Log, useValue: log },
        { provide: GuardedHttp, useValue: new GuardedHttp({ allow: options.settings.EGRESS_ALLOW }) },
        { provide: PublicAddress, useValue: new PublicAddress(options.settings.PUBLIC_URL) },
        { provide: Mailer, useFactory: () => chooseMailer(options.settings, clock) },
      ],
      exports: [Settings, Clock, Log, Notices, GuardedHttp, PublicAddress, Mailer, CryptoModule],
    };
  }
}
