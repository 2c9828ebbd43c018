import { Module } from '@nestjs/common';
import { Laws } from './laws.js';
import { readLaws } from './reading/read-laws.js';

/** The rules as data. The files lie beside this one, in the sources as in the build; a broken one stops the start. */
@Module({
  providers: [{ provide: Laws, useFactory: () => readLaws(new URL('./', import.meta.url)) }],
  exports: [Laws],
})
export class LawsModule {}
