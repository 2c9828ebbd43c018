import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

/** How much of a list is asked for at once. Each list has a size of its own where nothing is said. */
export class PageQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}

/** A list by keyset pages whose last row's id says where the next one begins. */
export class AfterQuery extends PageQuery {
  /** The member `next` of the page before. */
  @IsOptional()
  @IsUUID()
  after?: string;
}
