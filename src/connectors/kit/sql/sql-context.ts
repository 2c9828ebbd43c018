import type { SystemMap } from '../../../datamap/language.js';
import type { ConnectorTools } from '../contract.js';
import type { IdentifierReading } from '../identifiers.js';
import type { LiveSchema } from './live-schema.js';
import { type ResolvedMap, resolveMap } from './resolved-map.js';
import { type Access, inTransaction } from './transaction.js';

/** How long a reading of the live schema is believed. A new foreign key or a dropped column shows after this at the latest. */
const SCHEMA_LIVES = 60_000;

/** What every verb of a SQL connector works with. */
export class SqlContext {
  private schemaRead: { at: number; schema: Promise<LiveSchema> } | null = null;
  private resolved: { schema: LiveSchema; resolved: ResolvedMap } | null = null;

  constructor(
    readonly map: SystemMap,
    readonly access: Access,
    readonly reading: IdentifierReading,
    readonly tools: ConnectorTools,
  ) {}

  get dialect(): Access['dialect'] {
    return this.access.dialect;
  }

  /** The live schema, read again when the last reading is old. */
  async schema(): Promise<LiveSchema> {
    const now = this.tools.now().getTime();
    if (!this.schemaRead || now - this.schemaRead.at > SCHEMA_LIVES) {
      const schema = inTransaction(this.access, 'read', undefined, (session) => this.dialect.schema(session));
      const reading = { at: now, schema };
      this.schemaRead = reading;
      schema.catch(() => {
        if (this.schemaRead === reading) this.schemaRead = null;
      });
    }
    return this.schemaRead.schema;
  }

  /**
   * The map, verified against the live schema.
   *
   * @throws Refused `not-in-map` where the two do not agree.
   */
  async resolve(): Promise<ResolvedMap> {
    const schema = await this.schema();
    if (this.resolved?.schema !== schema) this.resolved = { schema, resolved: resolveMap(this.map, schema) };
    return this.resolved.resolved;
  }
}
