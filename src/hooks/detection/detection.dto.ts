import { Bilingual } from '../../datamap/bilingual.dto.js';

export class DetectionRuleView {
  id: string;
  /** What it adds to the score of a wish, or takes from it. */
  weight: number;
  says: Bilingual;
}

/** The rules by which messages that ask for rights are told from others. */
export class DetectionRulesView {
  version: string;
  /** The day by which somebody should have read them again. */
  review: string;
  sure: number;
  unsure: number;
  rules: DetectionRuleView[];
}
