import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RequestsRepository, type CaseFile } from './requests.repository.js';
import { Sufficiency } from './sufficiency.js';

/** Has the person proven who she is, so that she may see where she is known (practice 4)? */
@Injectable()
export class Provenness {
  constructor(
    private readonly sufficiency: Sufficiency,
    private readonly requests: RequestsRepository,
  ) {}

  /** For one request. A right that asks for no proof proves nothing by that. */
  async of(manager: EntityManager, file: CaseFile): Promise<boolean> {
    return file.case.assurance !== 'none' && (await this.sufficiency.isSufficient(manager, file));
  }

  /** For any request of the case. */
  async ofCase(manager: EntityManager, file: Pick<CaseFile, 'case' | 'controller'>): Promise<boolean> {
    if (file.case.assurance === 'none') return false;
    for (const request of await this.requests.ofCase(manager, file.case.id)) {
      if (await this.of(manager, { ...file, request })) return true;
    }
    return false;
  }
}
