import type { Identifier } from '../../connectors/kit/contract.js';

/** What lies sealed in a shadow request. */
export interface ShadowContent {
  text: string;
  identifiers: Identifier[];
}

export const shadowPlace = (id: string) => ({ table: 'shadow_request', row: id, column: 'content' });
