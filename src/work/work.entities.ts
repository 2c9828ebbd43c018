import { DeferredErasure } from './deferred/deferred-erasure.entity.js';
import { Errand } from './errand.entity.js';
import { Outcome } from './outcome.entity.js';
import { RowSet } from './row-set.entity.js';
import { SystemBudget } from './stores/system-budget.entity.js';
import { SystemJob } from './stores/system-job.entity.js';
import { SystemToken } from './stores/system-token.entity.js';
import { SystemSlot } from './system-slot.entity.js';
import { Task } from './task.entity.js';
import { WorkOrder } from './work-order.entity.js';

export const workEntities = [
  WorkOrder,
  Task,
  RowSet,
  Errand,
  Outcome,
  SystemSlot,
  SystemBudget,
  SystemToken,
  SystemJob,
  DeferredErasure,
];
