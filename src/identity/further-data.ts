import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import { identifierKindInWords } from '../letters/identifier-words.js';
import { LetterFrame } from '../letters/letter-frame.js';
import { Letters } from '../letters/letters.js';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/ids/ids.js';
import { Identifiers } from '../requests/identifiers.js';
import type { State } from '../requests/journey-table.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { Sufficiency } from '../requests/sufficiency.js';
import { Errands } from '../work/errands.js';
import { Challenges } from './challenges.js';
import { Doubts } from './doubts.js';
import { FurtherDataAsked } from './further-data.entity.js';

/** States in which it still matters who she is. */
const ASKABLE: readonly State[] = ['proving', 'planning', 'deciding'];
/** Identifiers that one case may hold as given by the person; a stranger with a token is not to fill it. */
export const MOST_GIVEN = 30;

/**
 * *Unidentifiable* is not *nothing found* (Art. 11(2), 12(2) GDPR; practice 6): she is told that what she gave does not tell
 * whose data are meant, and invited to give more. Nothing pauses by that: under the laws that know a pause, only a doubt
 * that an officer recorded does. When she gives more the case goes on; when she does not, an officer decides.
 */
@Injectable()
export class FurtherData {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly identifiers: Identifiers,
    private readonly sufficiency: Sufficiency,
    private readonly challenges: Challenges,
    private readonly doubts: Doubts,
    private readonly errands: Errands,
    private readonly letters: Letters,
    private readonly frame: LetterFrame,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * Invites her.
   *
   * @param helpful what would help, in the person's language: it stands in the letter
   * @returns `asked-already` while an invitation is open, `too-late` once it no longer matters
   */
  async ask(
    manager: EntityManager,
    file: CaseFile,
    helpful: readonly string[],
    by: { staffId: string; actor: Actor },
  ): Promise<'asked' | 'asked-already' | 'too-late'> {
    if (!ASKABLE.includes(file.request.state)) return 'too-late';
    if (await manager.existsBy(FurtherDataAsked, { requestId: file.request.id, givenAt: IsNull() }))
      return 'asked-already';
    const at = this.clock.now();
    const id = newId();
    await manager.insert(FurtherDataAsked, {
      id,
      caseId: file.case.id,
      requestId: file.request.id,
      askedAt: at,
      askedBy: by.staffId,
      givenAt: null,
      given: null,
    });
    const known = await this.identifiers.ofCase(manager, file.case.id);
    const tried = [...new Set(known.filter(({ source }) => source === 'given').map(({ kind }) => kind))];
    await this.letters.write(manager, {
      file,
      kind: 'further-data',
      to: await this.identifiers.contact(manager, file.case.id),
      once: id,
      data: {
        tried: tried.map(identifierKindInWords),
        helpful: [...helpful],
        link: this.frame.caseLink(file),
      },
    });
    await this.ledger.append(manager, {
      kind: 'identity.further-asked',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: by.actor,
      at,
      data: {},
    });
    return 'asked';
  }

  open(manager: EntityManager, caseId: string): Promise<FurtherDataAsked[]> {
    return manager.find(FurtherDataAsked, { where: { caseId, givenAt: IsNull() }, order: { askedAt: 'ASC' } });
  }

  /**
   * Takes what she gives: sealed, and unproven until it is shown to be hers. The answer is the same whether we know it or
   * not. An officer looks at it; a mail address among it gets a code where one counts for anything.
   */
  async give(
    manager: EntityManager,
    caseId: string,
    given: readonly { kind: string; value: string }[],
  ): Promise<'taken' | 'not-asked' | 'too-many'> {
    await manager.query(`SELECT id FROM subject_case WHERE id = $1 FOR UPDATE`, [caseId]);
    const asked = await this.open(manager, caseId);
    if (asked.length === 0) return 'not-asked';
    const known = await this.identifiers.ofCase(manager, caseId);
    if (known.filter(({ source }) => source === 'given').length + given.length > MOST_GIVEN) return 'too-many';
    const at = this.clock.now();
    const added = await this.identifiers.learn(
      manager,
      caseId,
      given.map((one) => ({ ...one, proven: false, source: 'given', round: 0 })),
    );
    for (const { id, requestId } of asked) {
      await manager.update(FurtherDataAsked, { id }, { givenAt: at, given: added });
      const file = (await this.requests.file(manager, requestId))!;
      await this.ledger.append(manager, {
        kind: 'identity.further-given',
        case: file.case.ledgerId,
        request: file.request.ledgerId,
        by: { role: 'data-subject' },
        at,
        data: { identifiers: added },
      });
      await this.doubts.settle(manager, file, { role: 'data-subject' });
      if (ASKABLE.includes(file.request.state))
        await this.errands.openFor(manager, file, { kind: 'further-data-given' });
      const email = given.find(({ kind }) => kind === 'email');
      if (email && file.request.state === 'proving' && (await this.sufficiency.codeCounts(manager, file)))
        await this.challenges.send(manager, file, { to: email.value });
    }
    return 'taken';
  }
}
