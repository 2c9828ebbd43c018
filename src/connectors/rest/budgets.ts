import type { Budget } from '../kit/http/budget.js';
import type { Definition } from './definition.js';

/** All that the system bears, through whichever of its doors. */
export function budgetsOf({ budgets = [], doors = {} }: Pick<Definition, 'budgets' | 'doors'>): Budget[] {
  return [...budgets, ...Object.values(doors).flatMap((door) => door.budgets ?? [])];
}
