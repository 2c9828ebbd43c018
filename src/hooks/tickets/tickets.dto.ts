export class TicketLine {
  /** The source's name, as the engineer calls it. */
  source: string;
  system: string | null;
  ticket: string;
  /** When the earliest message that asks for it was written. */
  askedAt: Date;
  /** What the ticket has been told last; null when nothing yet. */
  told: string | null;
  toldAt: Date | null;
  /** Why it can be told nothing more; null while it can. */
  failure: string | null;
}

export class TicketsView {
  tickets: TicketLine[];
}
