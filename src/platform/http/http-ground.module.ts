import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { AcceptGuard } from './access/accept.guard.js';
import { AccessCheck } from './access/access-check.js';
import { AccessGuard } from './access/access.guard.js';
import { Authenticators } from './access/authenticator.js';
import { validationPipe } from './body/validation.js';
import { HealthController } from './health/health.controller.js';
import { Metrics } from './health/metrics.js';
import { ReadinessChecks } from './health/readiness.js';
import { HTTP_OPTIONS, type HttpOptions } from './http-options.js';
import { OpenApiController, OpenApiDocument } from './openapi/openapi.controller.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { RateLimitGuard } from './rate/rate-limit.guard.js';

/** What every HTTP process has. Rooms inject Authenticators, ReadinessChecks and Metrics, and register with them. */
@Module({})
export class HttpGroundModule {
  static forRoot(options: HttpOptions): DynamicModule {
    return {
      module: HttpGroundModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [HealthController, OpenApiController],
      providers: [
        { provide: HTTP_OPTIONS, useValue: options },
        { provide: ReadinessChecks, useFactory: () => new ReadinessChecks(options.log) },
        { provide: ProblemFilter, useFactory: () => new ProblemFilter(options.log) },
        Authenticators,
        Metrics,
        OpenApiDocument,
        AccessCheck,
        { provide: APP_FILTER, useExisting: ProblemFilter },
        { provide: APP_PIPE, useFactory: validationPipe },
        // In this order: a flood is turned away before a credential is looked up.
        { provide: APP_GUARD, useClass: RateLimitGuard },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: AcceptGuard },
      ],
      exports: [Authenticators, ReadinessChecks, Metrics, OpenApiDocument, ProblemFilter, HTTP_OPTIONS],
    };
  }
}
