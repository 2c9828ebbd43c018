import type { Finding } from '../datamap/finding.js';
import type { FindingView } from './registering-views.dto.js';

/** A finding without the name of its file: at the desk a map has none. */
export function findingView({ severity, code, line, column, message, hint }: Finding): FindingView {
  return { severity, code, line, column, message, hint };
}
