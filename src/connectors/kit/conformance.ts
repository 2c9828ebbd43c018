import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import type {
  Connector,
  ErasePerson,
  EraseResult,
  EraseStep,
  Identifier,
  LocatedRecord,
  PersonQuery,
  RereadItem,
} from './contract.js';
import { Cancelled, ConnectorError, RateLimited, Retryable } from './errors.js';

/** A person of the harness' world. Records are named `collection/key`, parts of a composite key joined by `,`. */
export interface Subject {
  identifiers: Identifier[];
  /** What is hers, each record once. */
  records: string[];
}

/** What stands between the connector and its system. */
export type Fault =
  /** The line is cut in the middle of an erasure, after the system has begun to act. */
  | 'cut'
  /** The line is cut when the system has acted and before it could say so. */
  | 'cut-after'
  /** The system is not there. */
  | 'down'
  /** The system says nothing for longer than the connector waits. */
  | 'silent'
  /** The system asks for patience (429). */
  | 'rate-limited'
  /** The system fails (5xx). */
  | 'failing';

/** What a connector's tests provide so that the suite can be run over it. */
export interface Harness {
  controller: string;
  nobody: Identifier[];
  /** Records in several collections, by ownership. At least one with a composite key where the system has such. */
  someone: Subject;
  /** Found only by one of several identifiers, of different kinds. */
  several: Subject;
  /** Two people who are the only holders of a shared record, and its name. */
  together?: { people: [Subject, Subject]; shared: string };
  /** A person who shares a record with a bystander, and its name. */
  beside?: { person: Subject; shared: string };
  /** How a located record is erased. `null`: not at all (kept by a ground). */
  stepFor(record: LocatedRecord): Omit<EraseStep, 'collection' | 'keys'> | null;
  /** Makes somebody else of a record: same key, other names and identifiers. */
  replaceSomeone(): Promise<void>;
  /** Puts the world back. */
  reset(): Promise<void>;
  /** Everything in the system as it stands: record → its content as text. */
  snapshot(): Promise<Map<string, string>>;
  /** A connector over the world, with a fault on the line if asked. */
  connect(fault?: Fault): Promise<Connector>;
  /** The faults that this harness can produce. */
  faults: Fault[];
  start?(): Promise<void>;
  stop?(): Promise<void>;
}

const digest = (value: string): string => createHmac('sha256', 'conformance').update(value).digest('base64url');

function nameOf(record: Pick<LocatedRecord, 'collection' | 'key'>): string {
  return `${record.collection}/${record.key.join(',')}`;
}

async function located(connector: Connector, harness: Harness, people: PersonQuery[]): Promise<LocatedRecord[]> {
  const records: LocatedRecord[] = [];
  for await (const chunk of connector.locate({ controller: harness.controller, people, digest }))
    records.push(...chunk);
  return records;
}

function keptOf(results: readonly EraseResult[]): string[] {
  return results.flatMap((result) => (result.status === 'done' ? result.kept.map(nameOf) : []));
}

function planned(harness: Harness, query: PersonQuery, records: LocatedRecord[]): ErasePerson {
  const own = records.filter(({ person }) => person === query.person);
  return {
    person: query.person,
    identifiers: query.identifiers,
    steps: own.flatMap((record) => {
      const step = harness.stepFor(record);
      return step ? [{ ...step, collection: record.collection, keys: [record.key] }] : [];
    }),
    guards: own.flatMap(({ collection, key, fingerprint, via }) =>
      fingerprint !== undefined && via === 'identity' ? [{ collection, key, fingerprint }] : [],
    ),
  };
}

function expectations(harness: Harness, records: LocatedRecord[]): RereadItem[] {
  return records.flatMap(({ person, collection, key, digests, ...rest }): RereadItem[] => {
    const step = harness.stepFor({ person, collection, key, digests, ...rest });
    if (!step) return [];
    if (step.action !== 'mask') return [{ person, collection, expect: 'gone', rows: [{ key }] }];
    const before = Object.fromEntries(Object.entries(digests).filter(([field]) => field in (step.mask ?? {})));
    return [{ person, collection, expect: 'masked', rows: [{ key, before }] }];
  });
}

/** Who is whom in a batch of the suite. */
function asked(...subjects: Subject[]): PersonQuery[] {
  return subjects.map(({ identifiers }, at) => ({ person: `person-${at}`, identifiers }));
}

/**
 * What every connector must be able to do, whatever it reaches. Registers Jest tests; cases that a system cannot have
 * (nothing is shared in it, its line cannot be cut) are left out by what the harness provides.
 */
export function conformance(name: string, harness: Harness): void {
  describe(`${name} keeps the contract`, () => {
    const open: Connector[] = [];
    const connect = async (fault?: Fault): Promise<Connector> => {
      const connector = await harness.connect(fault);
      open.push(connector);
      return connector;
    };
    const eraseAll = async (connector: Connector, people: PersonQuery[], records: LocatedRecord[]) =>
      connector.erase({
        controller: harness.controller,
        reference: 'conformance',
        people: people.map((query) => planned(harness, query, records)),
        digest,
      });
    const residueOf = async (connector: Connector, records: LocatedRecord[]): Promise<string[]> => {
      const items = expectations(harness, records);
      const results = await connector.reread({ controller: harness.controller, items, digest });
      return results.flatMap(({ collection, residue }) => residue.map(({ key }) => nameOf({ collection, key })));
    };
    /** Only what others hold may stay: what the connector itself reports as kept. */
    const shown = async (connector: Connector, records: LocatedRecord[], results: EraseResult[]): Promise<void> => {
      expect((await residueOf(connector, records)).sort()).toEqual(keptOf(results).sort());
    };
    const untouched = async (before: Map<string, string>, records: LocatedRecord[]): Promise<void> => {
      const after = await harness.snapshot();
      const own = new Set(records.map(nameOf));
      const others = (snapshot: Map<string, string>): [string, string][] =>
        [...snapshot].filter(([one]) => !own.has(one));
      expect(others(after)).toEqual(others(before));
    };

    beforeAll(() => harness.start?.());
    beforeEach(() => harness.reset());
    afterAll(async () => {
      await Promise.all(open.map((connector) => connector.close()));
      await harness.stop?.();
    });

    it('says what it is', async () => {
      const description = (await connect()).describe();
      expect(description.verbs).toEqual(expect.arrayContaining(['locate', 'collect', 'erase', 'reread']));
      expect(description.concurrency).toBeGreaterThan(0);
    });

    it('is healthy', async () => {
      const health = await (await connect()).check();
      expect(health.reachable).toBe(true);
      expect(health.rights).toEqual(expect.arrayContaining(['read', 'delete']));
    });

    it('finds nobody', async () => {
      expect(await located(await connect(), harness, asked({ identifiers: harness.nobody, records: [] }))).toEqual([]);
      expect(await located(await connect(), harness, [])).toEqual([]);
    });

    it('finds what is hers, each record once', async () => {
      const records = await located(await connect(), harness, asked(harness.someone));
      expect(records.map(nameOf).sort()).toEqual([...harness.someone.records].sort());
    });

    it('finds several people at once, each her own, by several identifiers', async () => {
      const nobody = { identifiers: harness.nobody, records: [] };
      const records = await located(await connect(), harness, asked(harness.someone, nobody, harness.several));
      const of = (person: string): string[] =>
        records
          .filter((one) => one.person === person)
          .map(nameOf)
          .sort();
      expect(of('person-0')).toEqual([...harness.someone.records].sort());
      expect(of('person-1')).toEqual([]);
      expect(of('person-2')).toEqual([...harness.several.records].sort());
    });

    it('collects the located records and no others', async () => {
      const connector = await connect();
      const records = await located(connector, harness, asked(harness.someone));
      const rows = records.map(({ person, collection, key }) => ({ person, collection, keys: [key] }));
      const collected: string[] = [];
      for await (const chunk of connector.collect({ controller: harness.controller, rows })) {
        for (const one of chunk) {
          expect(Object.keys(one.record).length).toBeGreaterThan(0);
          collected.push(nameOf(one));
        }
      }
      expect(collected.sort()).toEqual([...harness.someone.records].sort());
    });

    it('tells that nothing was erased, whoever claims it', async () => {
      const connector = await connect();
      const records = await located(connector, harness, asked(harness.someone));
      const acted = records.filter((record) => harness.stepFor(record) !== null);
      expect((await residueOf(connector, records)).sort()).toEqual(
        acted
          .filter(({ digests, ...record }) => {
            const step = harness.stepFor({ ...record, digests });
            return step?.action !== 'mask' || Object.keys(digests).some((field) => field in (step.mask ?? {}));
          })
          .map(nameOf)
          .sort(),
      );
    });

    it('erases what is planned, shows it, and touches nobody else', async () => {
      const connector = await connect();
      const people = asked(harness.someone, harness.several);
      const before = await harness.snapshot();
      const records = await located(connector, harness, people);
      const results = await eraseAll(connector, people, records);
      expect(results.map(({ person, status }) => ({ person, status }))).toEqual(
        people.map(({ person }) => ({ person, status: 'done' })),
      );
      await shown(connector, records, results);
      await untouched(before, records);
      const masked = records.filter((record) => harness.stepFor(record)?.action === 'mask').map(nameOf);
      const after = await harness.snapshot();
      for (const one of masked) expect(after.has(one)).toBe(true);
    });

    it('does the same when it is run again', async () => {
      const connector = await connect();
      const people = asked(harness.someone);
      const records = await located(connector, harness, people);
      const first = await eraseAll(connector, people, records);
      const once = await harness.snapshot();
      expect(await eraseAll(connector, people, records)).toEqual(first);
      expect([...(await harness.snapshot()).keys()]).toEqual([...once.keys()]);
      await shown(connector, records, first);
    });

    it('refuses to touch somebody else under the same key, and lets the others go on', async () => {
      const connector = await connect();
      const people = asked(harness.someone, harness.several);
      const records = await located(connector, harness, people);
      await harness.replaceSomeone();
      const before = await harness.snapshot();
      const results = await eraseAll(connector, people, records);
      expect(results[0]).toMatchObject({ person: 'person-0', status: 'refused', reason: 'somebody-else' });
      expect(results[1]).toMatchObject({ person: 'person-1', status: 'done' });
      await untouched(
        before,
        records.filter(({ person }) => person === 'person-1'),
      );
    });

    const { together, beside } = harness;
    if (together) {
      it('erases what two people of one batch share and nobody else', async () => {
        const connector = await connect();
        const people = asked(...together.people);
        const records = await located(connector, harness, people);
        const results = await eraseAll(connector, people, records);
        expect(results).toEqual(people.map(({ person }) => ({ person, status: 'done', kept: [] })));
        expect((await harness.snapshot()).has(together.shared)).toBe(false);
      });

      it('keeps for the second what she shared with the first, until she goes too', async () => {
        const connector = await connect();
        const [first, second] = together.people;
        const one = asked(first);
        const [result] = await eraseAll(connector, one, await located(connector, harness, one));
        expect(keptOf(result ? [result] : [])).toContain(together.shared);
        expect((await harness.snapshot()).has(together.shared)).toBe(true);
        const other = asked(second);
        const [last] = await eraseAll(connector, other, await located(connector, harness, other));
        expect(last).toMatchObject({ status: 'done', kept: [] });
        expect((await harness.snapshot()).has(together.shared)).toBe(false);
      });
    }
    if (beside) {
      it('leaves what a bystander holds too', async () => {
        const connector = await connect();
        const people = asked(beside.person);
        const before = await harness.snapshot();
        const records = await located(connector, harness, people);
        expect(records.find((record) => nameOf(record) === beside.shared)).toMatchObject({ otherHolders: 1 });
        const [result] = await eraseAll(connector, people, records);
        expect(keptOf(result ? [result] : [])).toContain(beside.shared);
        expect((await harness.snapshot()).get(beside.shared)).toBe(before.get(beside.shared));
      });
    }

    it('stops when it is cancelled, and leaves everything as it was', async () => {
      const connector = await connect();
      const people = asked(harness.someone);
      const records = await located(connector, harness, people);
      const before = await harness.snapshot();
      const cancel = new AbortController();
      cancel.abort();
      const { controller } = harness;
      const erasing = connector.erase({
        controller,
        reference: 'conformance',
        people: people.map((query) => planned(harness, query, records)),
        digest,
        signal: cancel.signal,
      });
      await expect(erasing).rejects.toBeInstanceOf(Cancelled);
      const reading = connector.locate({ controller, people, digest, signal: cancel.signal });
      await expect(reading[Symbol.asyncIterator]().next()).rejects.toBeInstanceOf(Cancelled);
      expect(await harness.snapshot()).toEqual(before);
    });

    for (const fault of harness.faults.filter((one) => one === 'cut' || one === 'cut-after')) {
      it(`finishes what was half done (${fault})`, async () => {
        const steady = await connect();
        const people = asked(harness.someone, harness.several);
        const before = await harness.snapshot();
        const records = await located(steady, harness, people);
        const broken = await connect(fault);
        const failure: unknown = await eraseAll(broken, people, records).catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(Retryable);
        mentionsNobody(failure, harness);
        const results = await eraseAll(steady, people, records);
        expect(results.every(({ status }) => status === 'done')).toBe(true);
        await shown(steady, records, results);
        await untouched(before, records);
      });
    }

    const failures: Partial<Record<Fault, new (...given: never[]) => Error>> = {
      down: Retryable,
      silent: Retryable,
      failing: Retryable,
      'rate-limited': RateLimited,
    };
    for (const fault of harness.faults) {
      const expected = failures[fault];
      if (!expected) continue;
      it(`says what to do about a system that is ${fault}`, async () => {
        const connector = await connect(fault);
        const error: unknown = await located(connector, harness, asked(harness.someone)).catch(
          (thrown: unknown) => thrown,
        );
        expect(error).toBeInstanceOf(expected);
        expect(error).toBeInstanceOf(ConnectorError);
        mentionsNobody(error, harness);
        if (fault === 'down') expect(await connector.check()).toMatchObject({ reachable: false });
      });
    }
  });
}

/** Errors are logged and shown: they may hold no personal data. */
function mentionsNobody(error: unknown, harness: Harness): void {
  const text =
    error instanceof Error ? `${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}` : String(error);
  for (const { value } of [...harness.someone.identifiers, ...harness.several.identifiers]) {
    if (value.length > 4) expect(text.toLowerCase()).not.toContain(value.toLowerCase());
  }
}
