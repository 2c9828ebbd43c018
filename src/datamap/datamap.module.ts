import { Module } from '@nestjs/common';
import { DataMaps } from './versions/data-maps.js';

/** The data map: versions in the database; loader, linter, graph, scan, check and import are plain functions. */
@Module({ providers: [DataMaps], exports: [DataMaps] })
export class DatamapModule {}
