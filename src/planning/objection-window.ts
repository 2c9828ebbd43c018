import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf } from '../letters/formats.js';
import { LetterFrame } from '../letters/letter-frame.js';
import { Letters } from '../letters/letters.js';
import { Clock } from '../platform/clock/clock.js';
import { Tags } from '../platform/crypto/tags.js';
import { newId, newToken } from '../platform/ids/ids.js';
import type { CaseFile } from '../requests/requests.repository.js';
import { Objection } from './objection.entity.js';
import type { SystemSearch } from './search-results.js';

const HOUR = 3_600_000;

/**
 * Before an erasure every contact on file is told, with a link to stop it and some time to do so: whoever asked in
 * somebody else's name is found out here (practice 4). Neither notice nor window stops the legal clock.
 */
@Injectable()
export class ObjectionWindow {
  constructor(
    private readonly letters: Letters,
    private readonly frame: LetterFrame,
    private readonly tags: Tags,
    private readonly clock: Clock,
  ) {}

  async open(manager: EntityManager, file: CaseFile, searches: readonly SystemSearch[]): Promise<void> {
    const told = await manager.findBy(Objection, { requestId: file.request.id });
    const known = new Set(told.map((objection) => objection.contactTag.toString('hex')));
    const at = this.clock.now();
    const until = file.request.notBefore ?? new Date(at.getTime() + file.controller.policy.objectionHours * HOUR);
    for (const email of contactsOn(searches)) {
      const contactTag = this.tags.tag('blind-index', 'email', email);
      if (known.has(contactTag.toString('hex'))) continue;
      const { token, hash } = newToken();
      await manager.insert(Objection, {
        id: newId(),
        requestId: file.request.id,
        tokenHash: hash,
        contactTag,
        toldAt: at,
        usedAt: null,
      });
      await this.letters.write(manager, {
        file,
        kind: 'erasure-notice',
        to: email,
        data: {
          receivedOn: dayOf(file.case.receivedAt, file.controller.zone),
          until,
          cancelLink: this.frame.link('object', token),
        },
      });
    }
    if (!file.request.notBefore) {
      file.request.notBefore = until;
      await manager.query(`UPDATE request SET not_before = $2 WHERE id = $1`, [file.request.id, until]);
    }
  }
}

/** Mail addresses that the person's own records show. */
function contactsOn(searches: readonly SystemSearch[]): string[] {
  const shown = searches.flatMap((search) =>
    search.records.filter((record) => record.via !== 'shared').flatMap((record) => record.shows),
  );
  return [...new Set(shown.filter(({ kind }) => kind === 'email').map(({ value }) => value))].sort();
}
