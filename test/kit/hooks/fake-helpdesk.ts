import type {
  CollectBatch,
  CollectedRecord,
  Connector,
  Description,
  EraseBatch,
  EraseResult,
  Health,
  IdentifiedRecord,
  IdentifyBatch,
  LocateBatch,
  LocatedRecord,
  ReplyBatch,
  ReplyResult,
  RereadBatch,
  RereadResult,
  Survey,
  TicketReply,
} from '../../../src/connectors/kit/contract.js';
import { Retryable } from '../../../src/connectors/kit/errors.js';

/** Another company's helpdesk behind the connector's contract: its users, its tickets, and its moods. */
export class FakeHelpdesk implements Connector {
  /** id → address */
  readonly users = new Map<string, string>();
  readonly replies: TicketReply[] = [];
  away = false;
  /** Erasures are finished only when this says so. */
  finishes = true;
  erasing = 0;
  /** Tickets that are closed for good. */
  readonly gone = new Set<string>();

  describe(): Description {
    return {
      connector: 'fake',
      verbs: ['locate', 'collect', 'erase', 'reread', 'reply', 'identify'],
      batch: { locate: 50, erase: 50 },
      concurrency: 4,
      done: { deletion: 'hard', reversible: false },
      evidence: 'reread',
    };
  }

  check(): Promise<Health> {
    return Promise.resolve({ reachable: !this.away, rights: [], problems: [] });
  }

  survey(): Promise<Survey> {
    const column = (name: string) => ({
      name,
      type: 'text',
      nullable: true,
      hasDefault: false,
      generated: false,
      length: null,
    });
    return Promise.resolve({
      collections: [
        {
          name: 'users',
          columns: ['id', 'email', 'name'].map(column),
          key: ['id'],
          references: [],
          unique: [['id']],
          indexes: [['id'], ['email']],
          rows: this.users.size,
        },
      ],
    });
  }

  async *locate(batch: LocateBatch): AsyncGenerator<LocatedRecord[]> {
    this.answer();
    for (const { person, identifiers } of batch.people) {
      const found = [...this.users].filter(([id, email]) =>
        identifiers.some(({ kind, value }) => (kind === 'email' ? value === email : value === id)),
      );
      yield await Promise.resolve(
        found.map(([id, email]) => ({
          person,
          collection: 'users',
          key: [id],
          via: 'identity' as const,
          matched: [{ kind: 'email', value: email }],
          facts: {},
          shows: [{ kind: 'email', value: email }],
          digests: {},
          fingerprint: `1:email=${batch.digest(email)}`,
        })),
      );
    }
  }

  async *collect(batch: CollectBatch): AsyncGenerator<CollectedRecord[]> {
    this.answer();
    for (const { person, collection, keys } of batch.rows)
      yield await Promise.resolve(
        keys.map((key) => ({ person, collection, key, record: { email: this.users.get(String(key[0])) ?? null } })),
      );
  }

  erase(batch: EraseBatch): Promise<EraseResult[]> {
    this.answer();
    this.erasing += 1;
    return Promise.resolve(
      batch.people.map(({ person, steps }): EraseResult => {
        if (!this.finishes) return { person, status: 'pending', checkAgainAt: new Date(Date.now() + 3_600_000) };
        for (const { keys } of steps) for (const [id] of keys) this.users.delete(String(id));
        return { person, status: 'done', kept: [] };
      }),
    );
  }

  reread(batch: RereadBatch): Promise<RereadResult[]> {
    return Promise.resolve(
      batch.items.map(({ person, collection, rows }) => ({
        person,
        collection,
        residue: rows.filter(({ key }) => this.users.has(String(key[0]))).map(({ key }) => ({ key })),
        evidence: 'reread' as const,
      })),
    );
  }

  reply(batch: ReplyBatch): Promise<ReplyResult[]> {
    this.answer();
    return Promise.resolve(
      batch.replies.map((reply): ReplyResult => {
        const { reference } = reply;
        if (this.gone.has(reply.ticket)) return { reference, status: 'not-found' };
        if (!this.replies.some((one) => one.reference === reference)) this.replies.push(reply);
        return { reference, status: 'done' };
      }),
    );
  }

  identify(batch: IdentifyBatch): Promise<IdentifiedRecord[]> {
    this.answer();
    return Promise.resolve(
      batch.records.flatMap(({ kind, id }) => {
        const value = this.users.get(id);
        return value ? [{ kind, id, identifiers: [{ kind: 'email', value }] }] : [];
      }),
    );
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private answer(): void {
    if (this.away) throw new Retryable('The helpdesk is away.', 200);
  }
}
