import { Objection } from './objection.entity.js';
import { Plan } from './plan.entity.js';

export const planningEntities = [Plan, Objection];
