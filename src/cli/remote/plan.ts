import type { Outcome } from '../outcome.js';
import { planLines, type ShownPlan } from '../plan-text.js';
import { type RemoteOptions, requestId, serviceClient } from './service-client.js';

export async function plan(options: RemoteOptions, [named]: string[]): Promise<Outcome> {
  const client = serviceClient(options);
  const id = await requestId(client, named!);
  const shown = await client.get<ShownPlan>(`/v1/requests/${id}/plan`);
  const next =
    shown.approvedAt === null ? ['', `To approve it: habeas request approve ${named} --hash ${shown.hash}`] : [];
  return { json: shown, lines: [...planLines(shown), ...next] };
}
