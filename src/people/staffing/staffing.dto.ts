import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateBy,
  ValidateIf,
} from 'class-validator';
import { HUMAN_ROLES, type HumanRole, type Role } from '../policies.js';

/** Who decides does not advise (Art. 38(6) GDPR): nobody is both. */
const DecidesOrAdvises = (): PropertyDecorator =>
  ValidateBy({
    name: 'decidesOrAdvises',
    validator: {
      validate: (roles) => !(Array.isArray(roles) && roles.includes('dpo') && roles.includes('privacy_officer')),
      defaultMessage: () => 'a data protection officer cannot be a privacy officer, too (Art. 38(6) GDPR)',
    },
  });

const SLUG = /^[a-z][a-z0-9-]{0,62}$/;

export class StaffMemberDto {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  /** Slugs of her controllers; all if null. */
  controllers: string[] | null;
  /**
   * `active`: has a password. `invited`: has a link and has not used it. `keys-only`: signs in nowhere (a machine, or
   * somebody who works by the command line). `left`: nothing lets her in.
   */
  state: 'active' | 'invited' | 'keys-only' | 'left';
  secondFactor: boolean;
  /** The caller may change her: her scope lies within the caller's, and she is somebody else. */
  manageable: boolean;
}

export class StaffListDto {
  items: StaffMemberDto[];
  next: string | null;
}

export class InviteStaffDto {
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name: string;

  @IsEmail({ require_tld: false })
  @MaxLength(320)
  email: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ArrayUnique()
  @IsIn(HUMAN_ROLES, { each: true })
  @DecidesOrAdvises()
  roles: HumanRole[];

  /** Slugs of the controllers whose cases are hers; all if null, which only somebody who has all may give. */
  @ValidateIf((_body, value) => value !== null)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Matches(SLUG, { each: true })
  controllers: string[] | null;
}

export class InvitedDto {
  id: string;
  /** Hand it to the person yourself: it is shown this once, and sets her password once. */
  link: string;
  expiresAt: Date;
}

export class ChangeStaffDto {
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string;

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ArrayUnique()
  @IsIn(HUMAN_ROLES, { each: true })
  @DecidesOrAdvises()
  roles?: HumanRole[];

  @ValidateIf((_body, value) => value !== null && value !== undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Matches(SLUG, { each: true })
  controllers?: string[] | null;

  /**
   * true: nothing lets her in any more; keys, sessions, password and second factors are taken away. false: she is back,
   * and comes in by a new invitation.
   */
  @IsOptional()
  @IsBoolean()
  disabled?: boolean;
}
