import type { Health } from '../connectors/kit/contract.js';
import { ConnectorError } from '../connectors/kit/errors.js';

/** What a look at a system says of it; one that cannot even be opened is one that is not reachable, and why. */
export async function healthOf(look: () => Promise<Health>): Promise<Health> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { reachable: false, rights: [], problems: [{ code: error.code, detail: error.message }] };
  }
}
