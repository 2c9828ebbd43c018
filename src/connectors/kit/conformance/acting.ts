import { createHmac } from 'node:crypto';
import type {
  Connector,
  EraseBatch,
  ErasePerson,
  EraseResult,
  LocatedRecord,
  PersonQuery,
  RereadItem,
} from '../contract.js';
import { Breach, that } from './asserting.js';
import type { Fault, Harness, Subject } from './harness.js';

const digest = (value: string): string => createHmac('sha256', 'conformance').update(value).digest('base64url');
/** A system that is still at it after so much time does not come to an end. */
const MOST_WAITS = 20;

export function nameOf(record: Pick<LocatedRecord, 'collection' | 'key'>): string {
  return `${record.collection}/${record.key.join(',')}`;
}

export const names = (records: readonly Pick<LocatedRecord, 'collection' | 'key'>[]): string[] =>
  records.map(nameOf).sort();

/** Who is whom in a batch of the suite. */
export function asked(...subjects: Subject[]): PersonQuery[] {
  return subjects.map(({ identifiers }, at) => ({ person: `person-${at}`, identifiers }));
}

export function keptOf(results: readonly EraseResult[]): string[] {
  return results.flatMap((result) => (result.status === 'done' ? result.kept.map(nameOf) : []));
}

/** What the engine does with a connector, for one case of the suite. */
export class Acting {
  private readonly open: Connector[] = [];

  constructor(readonly harness: Harness) {}

  async connect(fault?: Fault): Promise<Connector> {
    const connector = await this.harness.connect(fault);
    this.open.push(connector);
    return connector;
  }

  async close(): Promise<void> {
    await Promise.all(this.open.splice(0).map((connector) => connector.close()));
  }

  async located(connector: Connector, people: PersonQuery[], signal?: AbortSignal): Promise<LocatedRecord[]> {
    const records: LocatedRecord[] = [];
    const batch = { controller: this.harness.controller, people, digest, ...(signal ? { signal } : {}) };
    for await (const chunk of connector.locate(batch)) records.push(...chunk);
    return records;
  }

  batchFor(people: PersonQuery[], records: LocatedRecord[], signal?: AbortSignal): EraseBatch {
    const { controller } = this.harness;
    return {
      controller,
      reference: 'conformance',
      people: people.map((query) => this.planned(query, records)),
      digest,
      ...(signal ? { signal } : {}),
    };
  }

  /** Erases, and comes back as long as the system is at it. */
  async eraseAll(connector: Connector, people: PersonQuery[], records: LocatedRecord[]): Promise<EraseResult[]> {
    const batch = this.batchFor(people, records);
    const results = new Map<string, EraseResult>();
    for (let waits = 0; ; waits++) {
      const left = batch.people.filter(({ person }) => (results.get(person)?.status ?? 'pending') === 'pending');
      for (const result of await connector.erase({ ...batch, people: left })) results.set(result.person, result);
      const pending = [...results.values()].filter(({ status }) => status === 'pending');
      if (pending.length === 0) break;
      that(waits < MOST_WAITS, 'The erasure stays pending for ever');
      if (!this.harness.later) throw new Breach('The erasure is pending, and the world of this suite knows no later.');
      await this.harness.later();
    }
    return people.map(({ person }) => {
      const result = results.get(person);
      if (!result) throw new Breach('A person of the batch got no result.');
      return result;
    });
  }

  async residueOf(connector: Connector, records: LocatedRecord[]): Promise<string[]> {
    const items = this.expectations(records);
    const results = await connector.reread({ controller: this.harness.controller, items, digest });
    return results.flatMap(({ collection, residue }) => residue.map(({ key }) => nameOf({ collection, key }))).sort();
  }

  /** Records that a re-reading shows to be as they were, if nothing was done to them. */
  showable(records: readonly LocatedRecord[]): string[] {
    const acted = records.filter((record) => {
      const step = this.harness.stepFor(record);
      if (!step) return false;
      return step.action !== 'mask' || Object.keys(record.digests).some((field) => field in (step.mask ?? {}));
    });
    return names(acted);
  }

  private planned(query: PersonQuery, records: LocatedRecord[]): ErasePerson {
    const own = records.filter(({ person }) => person === query.person);
    return {
      person: query.person,
      identifiers: query.identifiers,
      steps: own.flatMap((record) => {
        const step = this.harness.stepFor(record);
        return step ? [{ ...step, collection: record.collection, keys: [record.key] }] : [];
      }),
      guards: own.flatMap(({ collection, key, fingerprint, via }) =>
        fingerprint !== undefined && via === 'identity' ? [{ collection, key, fingerprint }] : [],
      ),
    };
  }

  private expectations(records: LocatedRecord[]): RereadItem[] {
    return records.flatMap((record): RereadItem[] => {
      const step = this.harness.stepFor(record);
      const { person, collection, key } = record;
      if (!step) return [];
      if (step.action !== 'mask') return [{ person, collection, expect: 'gone', rows: [{ key }] }];
      const before = Object.fromEntries(Object.entries(record.digests).filter(([field]) => field in (step.mask ?? {})));
      return [{ person, collection, expect: 'masked', rows: [{ key, before }] }];
    });
  }
}
