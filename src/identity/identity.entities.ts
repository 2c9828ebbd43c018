import { Challenge } from './challenge.entity.js';
import { Evidence } from './evidence.entity.js';

export const identityEntities = [Challenge, Evidence];
