import { Injectable } from '@nestjs/common';
import { reaches, type StaffCaller } from '../people/staff-caller.js';
import { Controllers } from '../requests/controllers.js';
import type { LegalController } from '../requests/legal-controller.entity.js';

/** Whose requests somebody may see: the first thing that every question of the desk is narrowed by. */
@Injectable()
export class Scope {
  constructor(private readonly controllers: Controllers) {}

  /** @param named only this one of hers. One that is not hers is one that is not there: the answer is empty. */
  async of(caller: StaffCaller, named?: string): Promise<LegalController[]> {
    const all = await this.controllers.list();
    return all.filter(({ slug }) => reaches(caller, [slug]) && (named === undefined || named === slug));
  }
}
