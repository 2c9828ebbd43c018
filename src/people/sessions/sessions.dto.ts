export class SessionDto {
  id: string;
  /** Family and system, e.g. `Firefox, Linux`. */
  browser: string;
  /** It is the one that asks. */
  current: boolean;
  /** It began in the network from which the asking one began. Addresses are not kept. */
  sameNetwork: boolean;
  firstSeenAt: Date;
  /** Exact to a minute. */
  lastSeenAt: Date;
  expiresAt: Date;
}

export class SessionsDto {
  items: SessionDto[];
}

export class EndedSessionsDto {
  ended: number;
}
