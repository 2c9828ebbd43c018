import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { CONVERSATION_STATES, type ConversationState, type QuestionVerb } from '../connectors/kit/exchange.js';
import type { Verb } from '../connectors/kit/contract.js';

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

export class NamedOwnerDto {
  @Transform(trimmed)
  @IsString()
  @Length(1, 200)
  name: string;

  /** Where the links go. */
  @Transform(trimmed)
  @IsEmail()
  @MaxLength(254)
  email: string;

  /** Of the letters to her. */
  @IsIn(['de', 'en'])
  language: 'de' | 'en';

  /** The other company, where the owner is not of ours. */
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @Length(1, 200)
  processor?: string;
}

export class SystemOwnerDto {
  name: string;
  email: string;
  @ApiProperty({ enum: ['de', 'en'] })
  language: 'de' | 'en';
  processor: string | null;
}

/** A question that the owner has not answered. */
export class OwnerTaskDto {
  id: string;
  requestId: string;
  /** Of the case. */
  reference: string;
  controller: string;
  @ApiProperty({ enum: ['find', 'copy', 'erase', 'restrict', 'opt-out', 'locate', 'collect', 'reread', 'flag'] })
  verb: QuestionVerb | Verb;
  @ApiProperty({ enum: CONVERSATION_STATES })
  state: ConversationState;
  openedAt: Date;
  /** By which day the owner is asked to answer. */
  dueOn: string;
  /** When the link first went out; null while it has not. */
  toldAt: Date | null;
  /** When it was first opened. */
  seenAt: Date | null;
  /** Reminders that were written. */
  reminders: number;
  /** Until then the link is good. */
  expiresAt: Date;
  /** Since when the last link opens nothing; null while it does. */
  linkRevokedAt: Date | null;
}

/** Who works a system by hand, and what she owes. */
export class OwnerView {
  system: string;
  owner: SystemOwnerDto | null;
  /** `map`: as the data map says; `desk`: named at the desk; `ended`: nobody any more. */
  @ApiProperty({ enum: ['map', 'desk', 'ended'] })
  origin: 'map' | 'desk' | 'ended';
  /** When that was said at the desk. */
  since: Date | null;
  tasks: OwnerTaskDto[];
}
