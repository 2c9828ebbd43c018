import { Challenge } from './challenge.entity.js';
import { Evidence } from './evidence.entity.js';
import { FurtherDataAsked } from './further-data.entity.js';

export const identityEntities = [Challenge, Evidence, FurtherDataAsked];
