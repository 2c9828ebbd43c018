export class WorkParametersDto {
  /** `PBKDF2/SHA-256` */
  algorithm: string;
  /** Rounds of one try. */
  cost: number;
  /** Seconds since 1970; a solution that comes later is refused. */
  expiresAt: number;
  keyLength: number;
  keyPrefix: string;
  keySignature: string;
  nonce: string;
  salt: string;
}

export class WorkChallengeDto {
  parameters: WorkParametersDto;
  signature: string;
}
