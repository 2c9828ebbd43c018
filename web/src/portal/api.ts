import { apiClient } from '../api/client.js';
import { caseToken } from './case-token.js';

/** All calls of the portal; those about a case bear its token. */
export const api = apiClient(() => caseToken());
