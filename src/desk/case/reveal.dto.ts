import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { REVEAL_REASONS, REVEALED, type Revealed, type RevealReason } from '../../requests/reveals.js';
import { Bilingual } from '../../datamap/bilingual.dto.js';

export class RevealDto {
  @IsIn(REVEALED)
  what: Revealed;

  @IsIn(REVEAL_REASONS)
  reason: RevealReason;

  /** In words; sealed in the case. */
  @IsOptional()
  @IsString()
  @Length(1, 2_000)
  note?: string;
}

export class RevealedIdentifier {
  kind: string;
  value: string;
  /** `given`, `login`, `officer` or `system:<slug>/<collection>`. */
  source: string;
  proven: boolean;
  round: number;
}

export class RevealedActing {
  relation: string;
  name: string;
  authority: string;
  contact: string | null;
}

export class RevealedStatement {
  /** The person's words. */
  text: string | null;
  /** Who asks for her, where somebody does. */
  actingFor: RevealedActing | null;
}

export class RevealedMessage {
  id: string;
  direction: 'in' | 'out';
  text: string;
  writtenAt: Date;
  readAt: Date | null;
}

export class RevealedItem {
  system: string;
  collection: string;
  title: Bilingual;
  recordDigest: string;
  field: string | null;
  /** As the system gave it. */
  @ApiProperty({ description: 'JSON, as the system gave it' })
  value: unknown;
  valueDigest: string;
  decision: 'open' | 'released' | 'withheld';
}

/** What was asked for, and nothing else: the other members are null. */
export class RevealedDto {
  what: Revealed;
  identifiers: RevealedIdentifier[] | null;
  statement: RevealedStatement | null;
  /** The newest first, at most 200. */
  messages: RevealedMessage[] | null;
  /** At most 500 items that wait for an officer's eyes. */
  review: RevealedItem[] | null;
}

export class RevealReasonView {
  code: RevealReason;
  text: Bilingual;
}

export class RevealReasonsDto {
  reasons: RevealReasonView[];
}
