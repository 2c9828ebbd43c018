import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { HttpGroundModule } from '../../../src/platform/http/http-ground.module.js';
import { createHttpApp, dressHttpApp, httpAdapter } from '../../../src/platform/http/http-app.js';
import type { HttpOptions } from '../../../src/platform/http/http-options.js';

/** Pairs of a class and what stands in its place. */
export type Replacements = readonly (readonly [Function, object])[];

/** Makes the application as the service does, but for some providers. */
export function replacing(replacements: Replacements): typeof createHttpApp {
  return async (module: Type | DynamicModule, options: HttpOptions): Promise<NestFastifyApplication> => {
    @Module({ imports: [HttpGroundModule.forRoot(options), module] })
    class HttpRoot {}

    let builder = Test.createTestingModule({ imports: [HttpRoot] }).setLogger(options.log);
    for (const [token, value] of replacements) builder = builder.overrideProvider(token).useValue(value);
    const testing = await builder.compile();
    const app = testing.createNestApplication<NestFastifyApplication>(httpAdapter(options), {
      logger: options.log,
      bodyParser: false,
      abortOnError: false,
    });
    await dressHttpApp(app, options);
    return app;
  };
}
