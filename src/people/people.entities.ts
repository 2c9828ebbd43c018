import { ApiKey } from './api-key.entity.js';
import { Staff } from './staff.entity.js';

export const peopleEntities = [Staff, ApiKey];
