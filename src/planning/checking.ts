import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Localised, Recipient } from '../datamap/language.js';
import { recipientsFor } from '../datamap/forms.js';
import { DataMaps } from '../datamap/versions/data-maps.js';
import { dayOf } from '../letters/formats.js';
import { Laws } from '../laws/laws.js';
import { Letters } from '../letters/letters.js';
import { Clock } from '../platform/clock/clock.js';
import { Identifiers, type KnownIdentifier } from '../requests/identifiers.js';
import type { CaseFile } from '../requests/requests.repository.js';
import { Errand } from '../work/errand.entity.js';
import { Errands } from '../work/errands.js';

type Notice = 'erasure' | 'rectification' | 'restriction' | 'do_not_sell';

/** How a notice names an effect. */
const NOTICE_OF: Record<string, Notice> = {
  erasure: 'erasure',
  rectification: 'rectification',
  restriction: 'restriction',
  opt_out: 'do_not_sell',
};

/** What follows from an effect: recipients are told (Art. 19 GDPR; 11 CCR 7022(b), (c)). */
@Injectable()
export class Checking {
  constructor(
    private readonly laws: Laws,
    private readonly maps: DataMaps,
    private readonly letters: Letters,
    private readonly errands: Errands,
    private readonly identifiers: Identifiers,
    private readonly clock: Clock,
  ) {}

  async check(manager: EntityManager, file: CaseFile): Promise<void> {
    const right = this.laws.pinned(file.request.law).right(file.request.right);
    if (right.tells) await this.tell(manager, file, right.tells, NOTICE_OF[right.road.effect] ?? 'erasure');
  }

  private async tell(
    manager: EntityManager,
    file: CaseFile,
    whom: { roles: string[]; sold: boolean },
    action: Notice,
  ): Promise<void> {
    const concerned = await this.recipients(manager, file, whom);
    const known = await this.identifiers.ofCase(manager, file.case.id);
    for (const { recipient, system } of concerned) {
      const yourKeys = keysFor(system, known, file.request.road.includes('proving'));
      if (recipient.contact) {
        await this.letters.write(manager, {
          file,
          kind: 'recipient-notice',
          to: recipient.contact,
          once: `${system}/${recipient.name}`,
          data: { recipient: recipient.name, action, on: dayOf(this.clock.now(), file.controller.zone), yourKeys },
        });
      } else if (
        !(await manager.existsBy(Errand, { requestId: file.request.id, kind: 'recipient-to-be-told', system }))
      ) {
        await this.errands.openFor(manager, file, {
          kind: 'recipient-to-be-told',
          system,
        });
      }
    }
  }

  /** Recipients of the systems in which something was done. */
  private async recipients(
    manager: EntityManager,
    file: CaseFile,
    whom: { roles: string[]; sold: boolean },
  ): Promise<{ recipient: Recipient; system: string }[]> {
    const touched: { system: string }[] = await manager.query(
      `SELECT DISTINCT system FROM task WHERE request_id = $1 AND action <> 'locate' AND state = 'done'
         AND coalesce(outcome ->> 'settled', 'done-by-hand') = 'done-by-hand'`,
      [file.request.id],
    );
    const names = new Set(touched.map(({ system }) => system));
    const systems = await this.maps.forController(manager, file.controller.id);
    return systems
      .filter(({ slug }) => names.has(slug))
      .flatMap(({ slug, map }) =>
        recipientsFor(map, file.controller.slug).map((recipient) => ({ recipient, system: slug })),
      )
      .filter(({ recipient }) => whom.roles.includes(recipient.role) || (whom.sold && recipient.sold));
  }
}

const KINDS: Record<string, Localised> = {
  email: { de: 'E-Mail-Adresse', en: 'E-mail address' },
  phone: { de: 'Telefonnummer', en: 'Phone number' },
  customer_no: { de: 'Kundennummer', en: 'Customer number' },
};

/**
 * By what a recipient of this system's data finds the person: what she has proven, what this very system showed, and,
 * for rights that act on the contact given, that contact. Never what was given and not proven: it may be somebody else's.
 */
function keysFor(
  system: string,
  known: readonly KnownIdentifier[],
  proofAsked: boolean,
): { kind: Localised; value: string }[] {
  return known
    .filter(
      (one) => one.proven || one.source.startsWith(`system:${system}/`) || (!proofAsked && one.source === 'given'),
    )
    .map(({ kind, value }) => ({ kind: KINDS[kind] ?? kind, value }));
}
