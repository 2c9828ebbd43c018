import type { Action } from './task.entity.js';

/** A task that this worker holds, with what it needs to know of its request. */
export interface ClaimedTask {
  id: string;
  orderId: string;
  requestId: string;
  requestLedgerId: string;
  caseId: string;
  caseLedgerId: string;
  controllerId: string;
  controller: string;
  right: string;
  law: string;
  system: string;
  mapId: string;
  action: Action;
  round: number;
  attempts: number;
  fence: number;
  rowSet: string | null;
  intendedAt: Date | null;
  deadline: string;
  batch: string | null;
  waitsSince: Date | null;
  /** Answers of its system that had arrived when the task was claimed. */
  answers: number;
}

/** What came of a task: counts and codes only. */
export interface TaskResult {
  task: ClaimedTask;
  outcome: Record<string, unknown>;
}
