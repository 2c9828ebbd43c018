import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataMaps } from '../datamap/versions/data-maps.js';
import { highestSensitivity } from '../datamap/fideslang.js';
import { satisfies } from '../laws/law.js';
import { Laws } from '../laws/laws.js';
import { isCopy } from './road.js';
import { categoriesOf } from './categories.js';
import type { CaseFile } from './requests.repository.js';
import type { Assurance, SubjectCase } from './subject-case.entity.js';

type Asked = Pick<CaseFile, 'request' | 'controller'> & { case: Pick<SubjectCase, 'actingFor'> };

/** Is the identity proven as far as the law asks for this right, these data and this effect? */
@Injectable()
export class Sufficiency {
  constructor(
    private readonly laws: Laws,
    private readonly maps: DataMaps,
  ) {}

  /** The level needed for what the request is now: as it was asked, or the lesser one that it is treated as. */
  async required(manager: EntityManager, file: Asked): Promise<Assurance> {
    return (file.request.treatedAs && this.lesser(file)) || this.inFull(manager, file);
  }

  /**
   * The level at which a request goes on as a lesser one under its law; null where there is none. Who acts for another is
   * an officer's to decide in any case.
   */
  lesser({ request, case: { actingFor } }: Asked): Assurance | null {
    return actingFor ? null : (this.laws.pinned(request.law).lesser(request.right)?.assurance ?? null);
  }

  /** Is a code by mail worth anything for the request: does it reach the level it asks for, or the lesser request's? */
  async codeCounts(manager: EntityManager, file: Asked): Promise<boolean> {
    const levels = [this.lesser(file), await this.inFull(manager, file)];
    return levels.some((level) => level !== null && level !== 'none' && satisfies('contact', level));
  }

  /**
   * The level needed for the request as it was asked, by the most sensitive data that the controller's systems hold at all. Where somebody asks for
   * another, her mailbox or login says nothing of the right to do so: an officer decides.
   */
  async inFull(manager: EntityManager, file: Asked): Promise<Assurance> {
    const systems = await this.maps.forController(manager, file.controller.id);
    const sensitivity = highestSensitivity(systems.flatMap(({ map }) => categoriesOf(map)));
    const law = this.laws.pinned(file.request.law);
    const { road } = law.right(file.request.right);
    const irreversible = road.execution === 'machine' && !isCopy(road.effect) && road.effect !== 'opt_out';
    const level = law.assurance({ right: file.request.right, sensitivity, irreversible });
    return file.case.actingFor && level !== 'none' ? 'officer' : level;
  }

  async isSufficient(manager: EntityManager, file: CaseFile): Promise<boolean> {
    return satisfies(file.case.assurance, await this.required(manager, file));
  }
}
