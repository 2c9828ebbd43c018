import { createHmac } from 'node:crypto';
import type {
  Connector,
  ErasePerson,
  EraseResult,
  EraseStep,
  Identifier,
  LocatedRecord,
  RereadItem,
  RereadResult,
} from '../../../src/connectors/kit/contract.js';

export const digest = (value: string): string => createHmac('sha256', 'vendors').update(value).digest('base64url');
export const CONTROLLER = 'nordlicht';

export const nameOf = ({ collection, key }: Pick<LocatedRecord, 'collection' | 'key'>): string =>
  `${collection}/${key.join(',')}`;

export type Steps = (record: LocatedRecord) => Omit<EraseStep, 'collection' | 'keys'> | null;

/** What the engine does with one person in one system, as far as it asks the connector. */
export class Asking {
  constructor(
    private readonly connector: Connector,
    private readonly stepFor: Steps,
    readonly identifiers: Identifier[],
  ) {}

  async locate(): Promise<LocatedRecord[]> {
    const records: LocatedRecord[] = [];
    const people = [{ person: 'she', identifiers: this.identifiers }];
    for await (const chunk of this.connector.locate({ controller: CONTROLLER, people, digest })) records.push(...chunk);
    return records;
  }

  async names(): Promise<string[]> {
    return (await this.locate()).map(nameOf).sort();
  }

  async collect(records: readonly LocatedRecord[]): Promise<Map<string, Record<string, unknown>>> {
    const found = new Map<string, Record<string, unknown>>();
    const rows = records.map(({ person, collection, key }) => ({ person, collection, keys: [key] }));
    for await (const chunk of this.connector.collect({ controller: CONTROLLER, rows })) {
      for (const one of chunk) found.set(nameOf(one), one.record);
    }
    return found;
  }

  async erase(records: readonly LocatedRecord[]): Promise<EraseResult> {
    const person: ErasePerson = {
      person: 'she',
      identifiers: this.identifiers,
      steps: records.flatMap((record) => {
        const step = this.stepFor(record);
        return step ? [{ ...step, collection: record.collection, keys: [record.key] }] : [];
      }),
      guards: records.flatMap(({ collection, key, fingerprint }) =>
        fingerprint === undefined ? [] : [{ collection, key, fingerprint }],
      ),
    };
    const [result] = await this.connector.erase({
      controller: CONTROLLER,
      reference: 'test',
      people: [person],
      digest,
    });
    return result!;
  }

  /** Comes again whenever the system says so. @returns how often it was pending. */
  async eraseToTheEnd(
    records: readonly LocatedRecord[],
    pass: (until: Date) => void,
  ): Promise<{ result: EraseResult; pending: Date[] }> {
    const pending: Date[] = [];
    for (;;) {
      const result = await this.erase(records);
      if (result.status !== 'pending') return { result, pending };
      pending.push(result.checkAgainAt);
      if (pending.length > 2000) throw new Error('It never ends.');
      pass(result.checkAgainAt);
    }
  }

  async reread(records: readonly LocatedRecord[]): Promise<RereadResult[]> {
    return this.connector.reread({
      controller: CONTROLLER,
      digest,
      items: records.flatMap((record): RereadItem[] => {
        const step = this.stepFor(record);
        const { person, collection, key, digests } = record;
        if (!step) return [];
        return step.action === 'mask'
          ? [{ person, collection, expect: 'masked', rows: [{ key, before: digests }] }]
          : [{ person, collection, expect: 'gone', rows: [{ key }] }];
      }),
    });
  }

  async residue(records: readonly LocatedRecord[]): Promise<string[]> {
    return (await this.reread(records)).flatMap(({ collection, residue }) =>
      residue.map(({ key }) => nameOf({ collection, key })),
    );
  }
}
