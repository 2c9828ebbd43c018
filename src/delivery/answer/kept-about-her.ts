import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataMaps } from '../../datamap/versions/data-maps.js';
import { Laws } from '../../laws/laws.js';
import { legalDay } from '../../laws/legal-day.js';
import type { KeptAboutYou } from '../../letters/templates/letter-data.js';
import { Clock } from '../../platform/clock/clock.js';
import { Settings } from '../../platform/settings/settings.js';
import { Identifiers } from '../../requests/identifiers.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import { MarketingBlocks } from '../../suppression/marketing-blocks.js';
import { Suppression } from '../../suppression/suppression.js';
import { horizonOf } from '../../work/kept-of-erased.js';

/** What stays of an erased person beside her data, as it would be told to her today (practice 18). */
@Injectable()
export class KeptAboutHer {
  constructor(
    private readonly identifiers: Identifiers,
    private readonly maps: DataMaps,
    private readonly laws: Laws,
    private readonly blocks: MarketingBlocks,
    private readonly suppression: Suppression,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async of(manager: EntityManager, file: CaseFile): Promise<KeptAboutYou> {
    const today = legalDay(this.clock.now(), file.controller.zone);
    const systems = await this.maps.forController(manager, file.controller.id);
    const days = this.settings.PROBE_DAYS;
    return {
      identifiersUntil: horizonOf(
        today,
        systems.map(({ map }) => map),
        days,
      ).toString(),
      lookDays: days.toSorted((a, b) => a - b),
      ...(await this.listed(manager, file)),
      caseUntil: this.laws.caseRetention(this.laws.pinned(file.request.law), today).keepUntil.toString(),
    };
  }

  /** On which lists she stands, by what she has proven and what systems have shown of her. */
  async listed(manager: EntityManager, file: CaseFile): Promise<Pick<KeptAboutYou, 'tombstone' | 'blockEntry'>> {
    const known = (await this.identifiers.ofCase(manager, file.case.id))
      .filter((one) => one.proven || one.round > 0)
      .map(({ kind, value }) => ({ kind, value }));
    return {
      tombstone: (await this.suppression.check(manager, file.controller.id, known)).some(isOnList),
      blockEntry: (await this.blocks.check(manager, file.controller.id, known)).some(isOnList),
    };
  }
}

const isOnList = ({ status }: { status: string }): boolean => status === 'suppressed' || status === 'blocked';
