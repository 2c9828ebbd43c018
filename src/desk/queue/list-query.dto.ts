import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { STATES } from '../../requests/journey-table.js';
import { type Right, RIGHTS } from '../../requests/request.entity.js';

/** Late: unanswered after its date. Soon: due today or within the two days after. Week: within the six days after. */
export const DUE = ['late', 'soon', 'week'] as const;
export type Due = (typeof DUE)[number];

/** Held by a hold; waiting for a person (an open errand); given to nobody; of a test person. */
export const FLAGS = ['held', 'errand', 'unassigned', 'test'] as const;
export type Flag = (typeof FLAGS)[number];

export const SORTS = ['due', 'received', 'changed'] as const;
export type Sort = (typeof SORTS)[number];

const asBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** What of the queue is shown. What is not given does not narrow it. */
export class QueueFilter {
  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{0,62}$/)
  controller?: string;

  @IsOptional()
  @IsIn(STATES)
  state?: (typeof STATES)[number];

  @IsOptional()
  @IsIn(RIGHTS)
  right?: Right;

  /** Id of the law the request is answered under, without its version: `eu-gdpr`. */
  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{0,40}$/)
  law?: string;

  /** Only open and unanswered ones, by their date in the controller's zone. */
  @IsOptional()
  @IsIn(DUE)
  due?: Due;

  @IsOptional()
  @IsIn(FLAGS)
  flag?: Flag;

  /** Id of a member of staff, or `me`. */
  @IsOptional()
  @Matches(/^(?:me|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/)
  assigned?: string;

  /** Only what has not ended. */
  @IsOptional()
  @Transform(asBoolean)
  @IsBoolean()
  open?: boolean;

  @IsOptional()
  @IsIn(SORTS)
  sort?: Sort;

  /** Default: earliest date and earliest receipt first, latest change first. */
  @IsOptional()
  @IsIn(['asc', 'desc'])
  order?: 'asc' | 'desc';
}

export class ListQuery extends QueueFilter {
  /** The public reference of a case, `HB-XXXX-XXXX`, as typed. Identifiers go to `POST /v1/requests/search`. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  q?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;

  /** The member `next` of the page before, with the same sort and order. */
  @IsOptional()
  @Matches(/^(?:due|received|changed)\.(?:asc|desc)\.\d{1,17}\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  cursor?: string;
}

/** By reference or by an exact identifier, in a body: what people are called and where they write stands in no address. */
export class SearchDto extends QueueFilter {
  /** A reference, or an identifier as it was given: a mail address, a phone number, a customer number. Never a name. */
  @IsString()
  @Length(1, 320)
  q: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;

  @IsOptional()
  @Matches(/^(?:due|received|changed)\.(?:asc|desc)\.\d{1,17}\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  cursor?: string;
}
