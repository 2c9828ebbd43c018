import { IsOptional, Matches } from 'class-validator';
import type { AssuranceLevel, Effect, Language, RightName } from '../../laws/law-data.js';
import { RIGHTS } from '../../laws/law-data.js';
import { ApiProperty } from '@nestjs/swagger';
import { Bilingual } from '../../datamap/bilingual.dto.js';
import { CopyFirstDaysDto } from '../copy-first-days.dto.js';

export class PortalQuery {
  /** Slug of the one controller that is wanted; all without it. */
  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{0,62}$/)
  controller?: string;

  /** Where the person lives, ISO 3166-1 alpha-2: decides which laws protect her beside the controller's own. */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  country?: string;

  /** State or Land, ISO 3166-2 without the country. */
  @IsOptional()
  @Matches(/^[A-Z0-9]{1,3}$/)
  state?: string;
}

export class PortalPeriodDto {
  /** ISO 8601 (`P1M`, `P45D`) or business days (`15BD`). */
  period: string;
  /** `1 month`; German in the dative, as after „innerhalb von". */
  words: Bilingual;
  /** Where the law says so. */
  citation: string;
  /** False: the figure has not been read in its primary text. */
  confirmed: boolean;
}

export class PortalRightDto {
  @ApiProperty({ enum: RIGHTS })
  right: RightName;
  title: Bilingual;
  citation: string;
  /** The law under which it would run. */
  law: string;
  effect: Effect;
  /** The period of the answer. */
  answer: PortalPeriodDto;
  /** Last day on which an answer would be in time if it were asked now, `YYYY-MM-DD`. */
  dueIfAskedNow: string;
  /** What must be in effect sooner than the answer; null where nothing must. */
  act: PortalPeriodDto | null;
  /** Is identity proven at all? Where not, nothing more than one contact is needed. */
  proof: boolean;
  /** The level that would be asked for; `none` where no proof is. */
  level: AssuranceLevel;
}

export class PortalLawDto {
  id: string;
  title: Bilingual;
}

export class PortalNoticeDto {
  version: string;
  /** By language. Plain text: a line that begins with `## ` is a heading, one with `- ` an item of a list. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  text: Record<string, string>;
}

export class PortalLoginDto {
  /**
   * Page of the company that vouches for whoever is signed in there: call it with `case` (the reference) and `back`; it
   * returns with `#assertion=…`. Null where only the company's own page begins it.
   */
  page: string | null;
}

export class PortalControllerDto {
  slug: string;
  name: string;
  languages: Language[];
  address: string[];
  /** The privacy office. */
  contact: string;
  /** Other ways to reach it, for whoever cannot go on here. */
  otherWays: Bilingual | null;
  dpo: string | null;
  /** Its own law first, then those that protect the person where she lives. */
  laws: PortalLawDto[];
  rights: PortalRightDto[];
  /** Null where the controller has none on file. */
  notice: PortalNoticeDto | null;
  /** Null where the company's own login cannot prove who asks. */
  login: PortalLoginDto | null;
  copyFirstDays: CopyFirstDaysDto;
}

export class PortalPlaceDto {
  /** ISO 3166-1 alpha-2 */
  country: string;
  /** The states of it that matter, ISO 3166-2 without the country; empty where the country alone decides. */
  states: string[];
}

export class PortalStartDto {
  controllers: PortalControllerDto[];
  /** Is a solved challenge of GET /v1/portal/challenge wanted with POST /v1/submissions? */
  proofOfWork: boolean;
  /** Did this browser send `Sec-GPC: 1`? Seen here, it tells about this page alone and covers no other. */
  gpc: boolean;
  /** Places of residence that decide about the law; living anywhere else makes no difference. */
  places: PortalPlaceDto[];
}
