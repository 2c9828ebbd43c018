import { Type } from 'class-transformer';
import { IsBoolean, IsObject, Length, Matches, ValidateNested } from 'class-validator';
import { QueueFilter } from '../queue/list-query.dto.js';

export class NewViewDto {
  @Length(1, 60)
  @Matches(/^\S(?:.*\S)?$/, { message: 'must neither begin nor end with a space' })
  name: string;

  @IsObject()
  @ValidateNested()
  @Type(() => QueueFilter)
  filter: QueueFilter;

  /** The whole office finds it in its list. */
  @IsBoolean()
  shared: boolean;
}

export class ViewDto {
  id: string;
  name: string;
  filter: QueueFilter;
  shared: boolean;
  /** Whoever asks has made it, and may delete it. */
  own: boolean;
}

export class ViewsDto {
  /** Own ones first, each group by name. */
  views: ViewDto[];
}

export class ColleagueDto {
  id: string;
  name: string;
}

export class ColleaguesDto {
  colleagues: ColleagueDto[];
}
