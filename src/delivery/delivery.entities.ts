import { DownloadGrant } from './download/download-grant.entity.js';
import { Download } from './download/download.entity.js';
import { DataPackage } from './package/data-package.entity.js';
import { Part } from './parts/part.entity.js';
import { Exclusion } from './review/exclusion.entity.js';

/** The tables of this room. */
export const deliveryEntities = [Part, Exclusion, DataPackage, DownloadGrant, Download];
