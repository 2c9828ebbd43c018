import { Type } from 'class-transformer';
import { IsDate, IsObject, IsOptional, IsString, Length, Matches } from 'class-validator';

export class NewHookSourceDto {
  /** Slug of the controller whose customers write there. */
  @Matches(/^[a-z][a-z0-9-]{0,62}$/)
  controller: string;

  /** As you call it, e.g. „Helpdesk Nordlicht". */
  @IsString()
  @Length(1, 100)
  name: string;

  /** Name of the sender, as GET /v1/hook-senders lists them. */
  @Matches(/^[a-z][a-z0-9-]{0,62}$/)
  sender: string;

  /** Slug of the registered system that it is, for answers into its tickets and for waiting erasures. */
  @IsOptional()
  @Matches(/^[a-z][a-z0-9_-]{0,62}$/)
  system?: string;

  /** By the schema that the sender has in GET /v1/hook-senders. */
  @IsOptional()
  @IsObject()
  settings?: Record<string, unknown>;

  /** The secret that it signs with. */
  @IsOptional()
  @IsString()
  @Length(8, 1_000)
  secret?: string;
}

export class HookSettingsDto {
  @IsObject()
  settings: Record<string, unknown>;
}

export class HookSecretDto {
  /** A further secret. It holds beside those that are there, until they are ended. */
  @IsString()
  @Length(8, 1_000)
  secret: string;
}

export class EndSecretDto {
  /** From then on it no longer holds; at once if omitted. */
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  at?: Date;
}

export class AddedIdDto {
  id: string;
}

export class HookSecretLine {
  id: string;
  createdAt: Date;
  /** When it stops to hold; null while nobody has said so. */
  endsAt: Date | null;
}

/** How many deliveries of the last 30 days stand where. */
export class HookTally {
  waiting: number;
  done: number;
  /** Unknown topics, and what concerns nobody. */
  ignored: number;
  /** Somebody must look. */
  failed: number;
}

export class HookSourceLine {
  id: string;
  name: string;
  sender: string;
  controller: string;
  system: string | null;
  settings: Record<string, unknown>;
  /** The address to enter with the sender. Treat it as a secret. */
  url: string;
  secrets: HookSecretLine[];
  createdAt: Date;
  disabledAt: Date | null;
  lastReceivedAt: Date | null;
  deliveries: HookTally;
}

export class HookSourcesView {
  sources: HookSourceLine[];
}

export class HookSenderLine {
  name: string;
  /** It cannot prove itself by a signature: its path is all that keeps strangers out, so name its networks. */
  unsigned: boolean;
  /** JSON Schema of a source's settings. */
  settings: Record<string, unknown>;
}

export class HookSendersView {
  senders: HookSenderLine[];
}
