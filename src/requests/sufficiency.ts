import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataMaps } from '../datamap/versions/data-maps.js';
import { highestSensitivity } from '../datamap/fideslang.js';
import { satisfies } from '../laws/law.js';
import { Laws } from '../laws/laws.js';
import { isCopy } from './road.js';
import { categoriesOf } from './categories.js';
import type { CaseFile } from './requests.repository.js';
import type { Assurance } from './subject-case.entity.js';

/** Is the identity proven as far as the law asks for this right, these data and this effect? */
@Injectable()
export class Sufficiency {
  constructor(
    private readonly laws: Laws,
    private readonly maps: DataMaps,
  ) {}

  /** The level needed, by the most sensitive data that the controller's systems hold at all. */
  async required(manager: EntityManager, file: Pick<CaseFile, 'request' | 'controller'>): Promise<Assurance> {
    const systems = await this.maps.forController(manager, file.controller.id);
    const sensitivity = highestSensitivity(systems.flatMap(({ map }) => categoriesOf(map)));
    const law = this.laws.pinned(file.request.law);
    const { road } = law.right(file.request.right);
    const irreversible = road.execution === 'machine' && !isCopy(road.effect) && road.effect !== 'opt_out';
    return law.assurance({ right: file.request.right, sensitivity, irreversible });
  }

  async isSufficient(manager: EntityManager, file: CaseFile): Promise<boolean> {
    return satisfies(file.case.assurance, await this.required(manager, file));
  }
}
