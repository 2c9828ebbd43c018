import { IsIn, IsString, Length } from 'class-validator';
import { EXTENSION_REASONS } from './decisions.js';

export const REFUSALS = [
  'unfounded',
  'excessive',
  'unidentifiable',
  'identity-not-proven',
  'no-ground-for-erasure',
  'rights-of-others',
  'law-does-not-apply',
  'not-our-data',
] as const;

const EXTENSIONS = Object.keys(EXTENSION_REASONS) as (keyof typeof EXTENSION_REASONS)[];

export class RefusalDto {
  @IsIn(REFUSALS)
  reason: (typeof REFUSALS)[number];
}

export class ExtensionDto {
  @IsIn(EXTENSIONS)
  reason: keyof typeof EXTENSION_REASONS;
}

export class DoubtDto {
  /** What exactly is doubted, in the person's language: it stands in the letter. */
  @IsString()
  @Length(10, 2_000)
  doubt: string;

  /** What would settle it. */
  @IsString()
  @Length(3, 2_000)
  needed: string;
}
