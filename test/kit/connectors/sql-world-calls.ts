import { createHmac } from 'node:crypto';
import type {
  CollectedRecord,
  Connector,
  ErasePerson,
  EraseResult,
  EraseStep,
  Identifier,
  LocatedRecord,
  PersonQuery,
} from '../../../src/connectors/kit/contract.js';

export const digest = (value: string): string => createHmac('sha256', 'tests').update(value).digest('base64url');

export const email = (value: string): Identifier => ({ kind: 'email', value });

export function person(name: string, ...identifiers: Identifier[]): PersonQuery {
  return { person: name, identifiers };
}

export async function locate(
  connector: Connector,
  people: PersonQuery[],
  controller = 'nord',
): Promise<LocatedRecord[]> {
  const records: LocatedRecord[] = [];
  for await (const chunk of connector.locate({ controller, people, digest })) records.push(...chunk);
  return records;
}

export async function collect(
  connector: Connector,
  records: LocatedRecord[],
  controller = 'nord',
): Promise<CollectedRecord[]> {
  const collected: CollectedRecord[] = [];
  const rows = records.map(({ person: name, collection, key }) => ({ person: name, collection, keys: [key] }));
  for await (const chunk of connector.collect({ controller, rows })) collected.push(...chunk);
  return collected;
}

export function nameOf({ collection, key }: Pick<LocatedRecord, 'collection' | 'key'>): string {
  return `${collection}/${key.join(',')}`;
}

export function steps(name: string, some: EraseStep[], more: Partial<ErasePerson> = {}): ErasePerson {
  return { person: name, steps: some, guards: [], identifiers: [], ...more };
}

export function erase(
  connector: Connector,
  people: ErasePerson[],
  more: { controller?: string; signal?: AbortSignal } = {},
): Promise<EraseResult[]> {
  return connector.erase({ controller: 'nord', reference: 'test', people, digest, ...more });
}
