import { ApiProperty } from '@nestjs/swagger';
import { CONVERSATION_STATES, type ConversationState, type QuestionVerb } from '../connectors/kit/exchange.js';
import type { Verb } from '../connectors/kit/contract.js';
import { Bilingual } from '../datamap/bilingual.dto.js';

export class AttachmentDto {
  id: string;
  mediaType: string;
  bytes: number;
  addedAt: Date;
}

/** A question to a system that answers later, as the office sees it. */
export class ConversationDto {
  id: string;
  system: string;
  title: Bilingual;
  @ApiProperty({ enum: ['find', 'copy', 'erase', 'restrict', 'opt-out', 'locate', 'collect', 'reread', 'flag'] })
  verb: QuestionVerb | Verb;
  /** Who answers: a program, a person by hand, or an agent in another network. */
  @ApiProperty({ enum: ['system', 'person', 'agent'] })
  of: 'system' | 'person' | 'agent';
  /** Who is in charge of the system, where a person is. */
  owner: string | null;
  ownerEmail: string | null;
  /** The other company, where the owner is not of ours. */
  processor: string | null;
  @ApiProperty({ enum: CONVERSATION_STATES })
  state: ConversationState;
  openedAt: Date;
  toldAt: Date | null;
  /** When the question was first opened through its link or token. */
  seenAt: Date | null;
  /** When the other side wants to be looked at again. */
  checkAgainAt: Date | null;
  answeredAt: Date | null;
  expiresAt: Date;
  /** How we know: confirmed by a program, declared through the link, or signed by somebody who had signed in. */
  @ApiProperty({ enum: ['confirmed', 'declared', 'signed'] })
  how: 'confirmed' | 'declared' | 'signed' | null;
  /** Records that were uploaded. */
  items: number;
  files: AttachmentDto[];
}

export class ConversationReasonDto {
  /** What the other side wrote: a ground for keeping something, or why a person must look at it. */
  reason: string | null;
}
