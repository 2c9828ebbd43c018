import { Module } from '@nestjs/common';
import { Credentials } from './credentials/credentials.js';
import { DataMaps } from './versions/data-maps.js';

/** The data map: versions in the database; loader, linter, graph, scan, check and import are plain functions. */
@Module({ providers: [Credentials, DataMaps], exports: [Credentials, DataMaps] })
export class DatamapModule {}
