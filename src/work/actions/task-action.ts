import type { Connector, Verb } from '../../connectors/kit/contract.js';
import type { SystemMap } from '../../datamap/language.js';
import type { ClaimedTask } from '../claimed-task.js';
import type { Action } from '../task.entity.js';

/** Tasks of one lane, controller and map version, done together. */
export interface TaskBatch {
  tasks: ClaimedTask[];
  controller: string;
  map: SystemMap;
  connector: Connector;
  signal: AbortSignal;
}

/**
 * One kind of work. `run` brings every task of the batch to an end it has written itself, or throws: a kit error is
 * retried or parked by its kind, anything else is bisected until the guilty task stands alone.
 */
export abstract class TaskAction {
  abstract readonly action: Action;
  /** The connector's verb whose batch size and presence count. */
  abstract readonly verb: Verb;
  abstract run(batch: TaskBatch): Promise<void>;
}
