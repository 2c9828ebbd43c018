import fastifyStatic from '@fastify/static';
import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { LedgerModule } from '../ledger/ledger.module.js';
import { type BuiltPages, builtPages } from './built-pages.js';
import { LedgerKeysController } from './ledger-keys.controller.js';
import { BUILT_PAGES, PagesController } from './pages.controller.js';

/** Serves what `web/` was built to. The plugin brings `reply.sendFile` and no routes: those are declared like all others. */
@Module({
  imports: [LedgerModule],
  controllers: [PagesController, LedgerKeysController],
  providers: [{ provide: BUILT_PAGES, useFactory: builtPages }],
})
export class PagesModule implements OnModuleInit {
  constructor(
    @Inject(BUILT_PAGES) private readonly pages: BuiltPages | null,
    private readonly host: HttpAdapterHost,
  ) {}

  async onModuleInit(): Promise<void> {
    if (!this.pages) return;
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    await fastify.register(fastifyStatic, {
      root: this.pages.root,
      serve: false,
      preCompressed: true,
      cacheControl: false,
      index: false,
    });
  }
}
