import type { Identifier } from '../contract.js';
import type { HookRecipe, SignedDelivery } from './hook-recipe.js';

/** A record of the sender's, by its own id: `{ kind: 'user', id: '8447388090494' }`. */
export interface HookRecord {
  kind: string;
  id: string;
}

/** What a sender tells, in the house's words. */
export type HookNews =
  /** Somebody wrote. `message` names the text within the ticket, so that it is judged once however often it is told. */
  | {
      what: 'message';
      ticket: string;
      message: string;
      text: string;
      /** When it was written, by the sender's own clock: a legal clock may start there. */
      at: Date;
      locale?: string;
      from: { identifiers: Identifier[]; record?: HookRecord };
    }
  /** A contact came into being, came back, was joined with others, or went. */
  | {
      what: 'contact';
      change: 'created' | 'merged' | 'restored' | 'deleted';
      record: HookRecord;
      /** For `merged`: all records that are one now, besides `record`. */
      others: HookRecord[];
      identifiers: Identifier[];
      at: Date;
    }
  /** The sender has finished an erasure that it had only begun. */
  | { what: 'completed'; records: HookRecord[]; at: Date }
  /** The sender passes on that somebody claims a right. */
  | { what: 'asked'; right: string; identifiers: Identifier[]; at: Date }
  /** A whole account with the sender ends; all that came from it is to go. */
  | { what: 'account-ends'; account: string; at: Date };

/** One piece of a delivery: senders put up to a hundred into one. */
export interface HookPiece {
  /** The sender's own name for it, the same on each repetition. */
  key: string;
  topic: string;
  /** As much of the delivery as `read` needs. */
  body: Buffer;
}

/** What an engineer has set for a source of this sender. */
export type HookSettings = Readonly<Record<string, unknown>>;

export interface HookDelivery extends SignedDelivery {
  receivedAt: Date;
}

/** The delivery was genuine and is not what the sender's documentation says. */
export class HookUnreadable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'HookUnreadable';
  }
}

/** It says itself that it comes from somebody else than the source was set up for. */
export class HookForeign extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'HookForeign';
  }
}

/** One sender of webhooks. `connectors/<name>/hooks.ts` exports it, `connectors/hook-senders.ts` lists it. */
export interface HookSender {
  name: string;
  /**
   * In order of preference. Empty for a sender that cannot prove itself: then the path alone is secret, and `split`
   * compares what else there is.
   */
  recipes: readonly HookRecipe[];
  /** Recipes that lie in the source's settings instead. */
  recipesOf?(settings: HookSettings): readonly HookRecipe[];
  /** Is the key part of what is signed? If not, the same bytes under another key are the same delivery. */
  keyIsSigned: boolean;
  /** Its own settings as JSON Schema, beside those that every source has. */
  settings: { properties: Readonly<Record<string, object>>; required?: readonly string[] };
  /**
   * Takes a verified delivery apart.
   *
   * @throws HookUnreadable, HookForeign
   */
  split(delivery: HookDelivery, settings: HookSettings): HookPiece[];
  /** Is anything known about the topic? What is not is recorded by its name, and ignored. */
  knows(topic: string, settings: HookSettings): boolean;
  /**
   * What a piece says; null when it concerns nobody.
   *
   * @throws HookUnreadable
   */
  read(piece: Omit<HookPiece, 'key'>, settings: HookSettings): HookNews | null;
  /** What it wants to be answered with, if it wants anything. */
  answer?: { type: string; body: string };
}
