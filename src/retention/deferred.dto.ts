import { IsIn, IsOptional, Matches } from 'class-validator';
import { PageQuery } from '../platform/http/paging/page-query.dto.js';
import { DEFERRED_STATES, type DeferredState } from './deferred-list.repository.js';

export class DeferredListQuery extends PageQuery {
  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{0,62}$/)
  controller?: string;

  @IsOptional()
  @Matches(/^[a-z][a-z0-9_-]{0,62}$/)
  system?: string;

  /** `waiting` for its date, `due`, `under-way`, `stopped` by a finding, `settled`. */
  @IsOptional()
  @IsIn(DEFERRED_STATES)
  state?: DeferredState;

  /** The member `next` of the page before. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  after?: string;
}

export class DeferredDecisionDto {
  /**
   * `try-again`: what was found has been put right, and it is planned anew. `done-by-hand`: somebody has erased it and
   * says so. `no-longer-needed`: nothing of hers is there any more.
   */
  @IsIn(['try-again', 'done-by-hand', 'no-longer-needed'])
  outcome: 'try-again' | 'done-by-hand' | 'no-longer-needed';
}
