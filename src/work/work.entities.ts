import { Errand } from './errand.entity.js';
import { Outcome } from './outcome.entity.js';
import { RowSet } from './row-set.entity.js';
import { SystemSlot } from './system-slot.entity.js';
import { Task } from './task.entity.js';
import { WorkOrder } from './work-order.entity.js';

export const workEntities = [WorkOrder, Task, RowSet, Errand, Outcome, SystemSlot];
