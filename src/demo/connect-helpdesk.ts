import type { ApiClient } from '../platform/http/client/api-client.js';
import type { SimulatedHelpdesk } from './simulated-helpdesk.js';

interface Source {
  id: string;
  sender: string;
  system: string | null;
  url: string;
  disabledAt: string | null;
  secrets: { id: string; endsAt: string | null }[];
}

const SYSTEM = 'zendesk';

/**
 * Lets the simulated Zendesk tell the service what customers write, as an engineer sets it up (docs/hooks.md): a source
 * here, a webhook there, its secret here. The simulator forgets with its process, so that each start makes a webhook anew
 * and puts its secret in place of the last one.
 */
export async function connectHelpdesk(engineer: ApiClient, helpdesk: SimulatedHelpdesk): Promise<void> {
  const source = (await sourceOf(engineer)) ?? (await added(engineer));
  // Whatever the service is called outside, the simulator reaches it on this machine.
  const secret = await helpdesk.tell(new URL(new URL(source.url).pathname, engineer.url).href);
  for (const old of source.secrets.filter(({ endsAt }) => endsAt === null))
    await engineer.post(`/v1/hook-sources/${source.id}/secrets/${old.id}/end`, {});
  await engineer.post(`/v1/hook-sources/${source.id}/secrets`, { secret });
}

async function sourceOf(engineer: ApiClient): Promise<Source | undefined> {
  const { sources } = await engineer.get<{ sources: Source[] }>('/v1/hook-sources');
  return sources.find(({ system, disabledAt }) => system === SYSTEM && disabledAt === null);
}

async function added(engineer: ApiClient): Promise<Source> {
  await engineer.post('/v1/hook-sources', {
    controller: 'nordlicht',
    name: 'Kundenservice in Zendesk',
    sender: 'zendesk',
    system: SYSTEM,
    settings: { locale: 'de' },
  });
  return (await sourceOf(engineer))!;
}
