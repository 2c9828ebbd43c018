import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { MESSAGE_CHARACTERS } from '../../requests/messages.js';

export class WriteMessageDto {
  /** Plain text; sealed under the key of the case. */
  @IsString()
  @Matches(/\S/)
  @MaxLength(MESSAGE_CHARACTERS)
  text: string;
}

export class WriteOfficeMessageDto extends WriteMessageDto {
  /**
   * To somebody who has not proven who she is: it tells nothing of what is held, and not whether anything is. Needed for
   * a message that is to be read before proof; without it such a message is refused.
   */
  @IsOptional()
  @IsBoolean()
  beforeProof?: boolean;
}

export class MessagesQuery {
  /** `next` of the page before: older ones follow. */
  @IsOptional()
  @IsUUID()
  before?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

export class MessageDto {
  id: string;
  from: 'person' | 'office';
  text: string;
  writtenAt: Date;
  /** When the other side read it first. */
  readAt: Date | null;
}

export class MessagesDto {
  /** The newest first. */
  items: MessageDto[];
  next: string | null;
}

export class OfficeMessageDto extends MessageDto {
  /** Id of the member of staff. */
  writtenBy: string | null;
  /** It may be read before the person is proven. */
  beforeProof: boolean;
}

export class OfficeMessagesDto {
  items: OfficeMessageDto[];
  next: string | null;
  /** Is the person proven? If not, a message must say that it may be read before proof. */
  proven: boolean;
}

export class WrittenMessageDto {
  id: string;
}

export class WrittenOfficeMessageDto extends WrittenMessageDto {
  /** Was she told by mail that a message waits? False where she was told before and has not read it, or gave no address. */
  told: boolean;
}
