import { Objection } from './objection.entity.js';
import { Plan } from './plan.entity.js';
import { StandingApproval } from './standing-approval.entity.js';

export const planningEntities = [Plan, Objection, StandingApproval];
