import { Injectable } from '@nestjs/common';
import type { Connector, Health, Survey } from '../connectors/kit/contract.js';
import { ConnectorError } from '../connectors/kit/errors.js';
import { SystemAccess } from '../connectors/system-access.js';
import { check } from '../datamap/check/check.js';
import { Credentials } from '../datamap/credentials/credentials.js';
import { type Finding, place } from '../datamap/finding.js';
import type { SystemMap } from '../datamap/language.js';
import { scan } from '../datamap/scan/scan.js';
import { proposeStandard } from '../datamap/scan/standard.js';
import { Transactions } from '../platform/queues/transactions.js';
import type { ReadDraft } from './draft-reading.js';
import { healthOf } from './health.js';

/** Values of each column that are looked at to tell personal ones; none of them leaves this process. */
const SAMPLE = 200;

/** Looks at live systems under maps that are not in force, through connectors that are closed again at once. */
@Injectable()
export class LiveLook {
  constructor(
    private readonly transactions: Transactions,
    private readonly credentials: Credentials,
    private readonly access: SystemAccess,
  ) {}

  /** @throws ConnectorError */
  async with<T>(map: SystemMap, work: (connector: Connector) => Promise<T>): Promise<T> {
    const connector = this.access.openApart(map, await this.credentials.open(this.transactions.manager, map));
    try {
      return await work(connector);
    } finally {
      await connector.close();
    }
  }

  health(map: SystemMap): Promise<Health> {
    return healthOf(() => this.with(map, (connector) => connector.check()));
  }

  /** A map proposed from what stands there, or from what is known of the product, with the facts that are known kept. @throws ConnectorError */
  async proposal(map: SystemMap): Promise<{ yaml: string; tables: number }> {
    const { system, connector, connection, controllers } = map;
    const standard = this.access.factory(connector)?.standard;
    if (standard) {
      const { yaml } = proposeStandard(standard, { system, connector, connection, controllers });
      return { yaml, tables: Object.keys(standard.collections).length };
    }
    const survey = await this.with(map, (opened) => opened.survey({ sample: SAMPLE }));
    const { yaml } = scan(survey, { system, connector, connection, controllers });
    return { yaml, tables: survey.collections.length };
  }

  /** The map beside the live schema. Being unreachable is a finding, too. */
  async findings(
    system: string,
    { map, locate }: ReadDraft & { map: SystemMap },
  ): Promise<{
    findings: Finding[];
    survey: Survey | null;
  }> {
    const file = `${system}.yaml`;
    try {
      return await this.with(map, async (connector) => {
        const survey = await connector.survey({ sample: SAMPLE });
        return { findings: check(map, survey, { file, locate }), survey };
      });
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      const remark = {
        severity: 'error' as const,
        code: `live/${error.code}`,
        path: ['connection'],
        message: error.message,
      };
      return { findings: place([{ ...remark, hint: 'Check the connection.' }], file, locate), survey: null };
    }
  }
}
