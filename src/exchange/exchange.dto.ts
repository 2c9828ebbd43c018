import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  ANSWER_STATES,
  type AnswerState,
  type ConversationState,
  type QuestionVerb,
} from '../connectors/kit/exchange.js';
import type { JsonValue, Key } from '../connectors/kit/contract.js';
import { Bilingual } from '../datamap/bilingual.dto.js';
import { MOST_ITEMS_A_PAGE, MOST_PAGES } from './exchange-times.js';

export class AskedIdentifierDto {
  /** `email`, `phone`, `customer_no`, … */
  kind: string;
  /** In its canonical form. */
  value: string;
}

export class AskedColumnDto {
  name: string;
  title: Bilingual;
  /** A record without it is refused. */
  required: boolean;
}

export class AskedCollectionDto {
  name: string;
  title: Bilingual;
  /** Columns by which a record is known. */
  key: string[];
  columns: AskedColumnDto[];
}

export class AskedRowsDto {
  collection: string;
  /** Keys of records, each in the order of the key columns. */
  @ApiProperty({ type: 'array', items: { type: 'array', items: { oneOf: [{ type: 'string' }, { type: 'number' }] } } })
  keys: Key[];
}

export class AskedStepDto extends AskedRowsDto {
  /** `delete` the records; `mask` the named fields; `release` a shared record, which goes if nobody else holds it. */
  @ApiProperty({ enum: ['delete', 'mask', 'release'] })
  action: 'delete' | 'mask' | 'release';
  /** For `mask`: field and how it is masked; null is empty. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  mask?: Record<string, unknown>;
  /** For `mask`: columns that are set to restrict what is kept. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  set?: Record<string, unknown>;
}

/** What a system is asked, for whoever holds the token of the question. */
export class ExchangeTaskDto {
  /** Name of the question. */
  id: string;
  @ApiProperty({ enum: ['find', 'copy', 'erase', 'restrict', 'opt-out'] })
  verb: QuestionVerb;
  system: string;
  title: Bilingual;
  /** Whose data are meant. */
  controller: string;
  controllerName: string;
  /** Legal day by which the person must be answered; null where no law sets one. */
  dueOn: string | null;
  /** The token is good until then. */
  expiresAt: Date;
  @ApiProperty({ enum: ['open', 'taken', 'done', 'nothing-found', 'retained', 'needs-a-person', 'expired'] })
  state: ConversationState;
  /** Whole records are asked for, since they are to be copied for the person. */
  whole: boolean;
  /** By which the person is found. */
  identifiers: AskedIdentifierDto[];
  /** For `copy`. */
  rows: AskedRowsDto[];
  /** For `erase`. */
  steps: AskedStepDto[];
  /** For `find` and `copy`: what a record is to hold. */
  form: AskedCollectionDto[];
  /** What was uploaded so far. */
  pages: number;
  items: number;
  files: number;
}

export class ExchangeItemDto {
  @IsString()
  @MaxLength(200)
  collection: string;

  /** Columns as the question names them. */
  @IsObject()
  @ApiProperty({ type: 'object', additionalProperties: true })
  record: Record<string, JsonValue>;

  /** Of a record that several people share: how many others hold it. Left out, it counts as held by one. */
  @IsOptional()
  @IsInt()
  @Min(0)
  others?: number;
}

export class ExchangePageDto {
  @IsArray()
  @ArrayMaxSize(MOST_ITEMS_A_PAGE)
  @ValidateNested({ each: true })
  @Type(() => ExchangeItemDto)
  items: ExchangeItemDto[];
}

export class LeftRecordDto {
  @IsString()
  @MaxLength(200)
  collection: string;

  @IsArray()
  @ArrayMaxSize(20)
  @ApiProperty({ type: 'array', items: { oneOf: [{ type: 'string' }, { type: 'number' }] } })
  key: (string | number)[];
}

export class ExchangeAnswerDto {
  /**
   * `taken`: it will be answered later. `done`; `nothing-found` under these identifiers; `retained`: something is kept,
   * and why; `needs-a-person`: this cannot be answered here.
   */
  @IsIn(ANSWER_STATES)
  @ApiProperty({ enum: ANSWER_STATES })
  state: AnswerState;

  /** How many pages were uploaded. Must be all of them. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_PAGES)
  pages?: number;

  /** Records, where they fit into the answer and were not uploaded as pages. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_ITEMS_A_PAGE)
  @ValidateNested({ each: true })
  @Type(() => ExchangeItemDto)
  items?: ExchangeItemDto[];

  /** With `taken`: when the answer is expected. */
  @IsOptional()
  @IsISO8601({ strict: true })
  checkAgainAt?: string;

  /** With `done` of an erasure: records that are still there. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => LeftRecordDto)
  left?: LeftRecordDto[];

  /** The uploaded records are whole: every column that the question names. */
  @IsOptional()
  @IsBoolean()
  whole?: boolean;

  /** With `retained`: the ground. With `needs-a-person`: why. Kept sealed; the office reads it. */
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  reason?: string;
}

export class AnswerTakenDto {
  @ApiProperty({ enum: ['open', 'taken', 'done', 'nothing-found', 'retained', 'needs-a-person', 'expired'] })
  state: ConversationState;
  /** The same was said before. */
  repeated: boolean;
}

export class FileKeptDto {
  id: string;
  /** SHA-256 of the file, hex. */
  digest: string;
}
