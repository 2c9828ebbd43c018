import { Module } from '@nestjs/common';
import { Settings } from '../settings/settings.js';
import { DataKeys } from './data-keys.js';
import { KeyRing } from './key-ring.js';
import { Tags } from './tags.js';

/**
 * Keys and tags. Needs `Settings` and `Clock` from a global module. `Tags.load` is for whoever starts the service to
 * call, after the migrations; `KeyRing.warnings` are for the log of the start.
 */
@Module({
  providers: [
    { provide: KeyRing, inject: [Settings], useFactory: (settings: Settings) => KeyRing.from(settings) },
    DataKeys,
    Tags,
  ],
  exports: [KeyRing, DataKeys, Tags],
})
export class CryptoModule {}
