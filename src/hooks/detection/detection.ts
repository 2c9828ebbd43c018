import type { RightName } from '../../laws/law-data.js';

/**
 * `sure`: a request is opened, its clock runs. `unsure`: a shadow request, which a named person confirms or dismisses.
 * `none`: a message like any other.
 */
export const VERDICTS = ['sure', 'unsure', 'none'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One right that a message asks for. Several may stand in one message. */
export interface Wish {
  right: RightName;
  verdict: Exclude<Verdict, 'none'>;
  score: number;
}

/** What the rules make of one message. Holds nothing of its text. */
export interface Detection {
  verdict: Verdict;
  /** Of the strongest wish, rounded to two places; the thresholds stand in the rules. */
  score: number;
  /** Of the strongest wish. Null where nothing is asked, or where it is not plain what is. */
  right: RightName | null;
  /** All wishes that reached a threshold, the strongest first. */
  wishes: Wish[];
  /** Ids of the rules that fired, in the order of the rule file. */
  rules: string[];
  rulesVersion: string;
}

export interface DetectOptions {
  /** Language that the ticketing tool has noted, as BCP 47 tag; a hint only. */
  locale?: string;
}
