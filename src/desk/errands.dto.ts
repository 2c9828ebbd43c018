import { Bilingual } from '../datamap/bilingual.dto.js';
import { ErrandChoice } from './case/case.dto.js';

export class ErrandLine {
  id: string;
  requestId: string;
  reference: string;
  controller: string;
  right: string;
  kind: string;
  text: Bilingual;
  system: string | null;
  /** What its map calls the system. */
  systemTitle: Bilingual | null;
  place: string | null;
  dueOn: string | null;
  openedAt: Date;
  /** What can be done about it. */
  choices: ErrandChoice[];
}

export class ErrandsPage {
  /** Oldest first. */
  items: ErrandLine[];
  next: string | null;
}
