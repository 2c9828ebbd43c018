import { ApiClient } from '../../platform/http/client/api-client.js';
import { parseReference } from '../../platform/ids/reference.js';
import type { Options } from '../define.js';
import { CliFailure, exitCodes } from '../failure.js';

/** Options of every command that speaks with a service. */
export interface RemoteOptions extends Options {
  url: string;
  key?: string;
}

/** A line of GET /v1/requests. */
export interface ListedRequest {
  id: string;
  reference: string;
  controller: string;
  right: string;
  state: string;
  law: string;
  receivedAt: string;
  dueOn: string | null;
  firstAnsweredAt: string | null;
  held: boolean;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The service, as whoever the key belongs to. @throws CliFailure for an address that is none. */
export function serviceClient({ url, key = process.env.HABEAS_API_KEY }: RemoteOptions): ApiClient {
  if (!/^https?:\/\/[^\s/]+/.test(url)) throw new CliFailure(`${url} is no address of a service.`, exitCodes.usage);
  return key ? new ApiClient(url, key) : new ApiClient(url);
}

/**
 * The id of the request that somebody named by id or reference.
 *
 * @throws CliFailure when it is neither, or the case has several requests.
 */
export async function requestId(client: ApiClient, named: string): Promise<string> {
  if (UUID.test(named)) return named;
  const reference = parseReference(named);
  if (!reference) {
    throw new CliFailure(
      'This is neither an id nor a reference (HB-XXXX-XXXX; its last character checks the others).',
      exitCodes.usage,
    );
  }
  const { items } = await client.get<{ items: ListedRequest[] }>(`/v1/requests?q=${encodeURIComponent(reference)}`);
  const [found] = items;
  if (!found) throw new CliFailure(`There is no request under ${reference} that you may see.`);
  if (items.length === 1) return found.id;
  const lines = items.map((item) => `  ${item.id}  ${item.right}  ${item.state}`);
  throw new CliFailure(`${reference} has several requests; name one by its id:\n${lines.join('\n')}`, exitCodes.usage);
}
