import type { ControllerDetails } from '../requests/legal-controller.entity.js';

/** Who answers: printed in reports and letters (Art. 13(1)(a), (b), Art. 12(4) GDPR). */
export interface ControllerFacts extends ControllerDetails {
  slug: string;
  name: string;
  /** IANA time zone in which its moments are printed. */
  zone: string;
}
