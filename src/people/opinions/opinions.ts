import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { newId } from '../../platform/ids/ids.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import type { StaffCaller } from '../staff-caller.js';
import { Opinion, type OpinionPosition } from './opinion.entity.js';
import type { OpinionDto } from './opinions.dto.js';

const placeOf = (id: string) => ({ table: 'opinion', row: id, column: 'text' });

/**
 * What the data protection officer advises (Art. 38(1), 39(1)(a) GDPR). She does not decide (Art. 38(6)); what she wrote
 * is read by who decides, and not by agents (Art. 38(5): she is bound to secrecy).
 */
@Injectable()
export class Opinions {
  constructor(
    private readonly keys: DataKeys,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** The ledger keeps a salted digest of the words, so that they cannot be changed afterwards unnoticed. */
  async give(
    manager: EntityManager,
    file: CaseFile,
    caller: StaffCaller,
    given: { text: string; position: OpinionPosition },
  ): Promise<string> {
    const id = newId();
    const at = this.clock.now();
    const key = await this.keys.of(manager, { kind: 'case', id: file.case.id });
    await this.keys.assertLiving(manager, [key]);
    const salt = randomBytes(16);
    const content = JSON.stringify({ text: given.text, salt: salt.toString('base64url') });
    await manager.insert(Opinion, {
      id,
      requestId: file.request.id,
      caseId: file.case.id,
      position: given.position,
      text: key.seal(content, placeOf(id)),
      writtenBy: caller.id,
      writtenAt: at,
    });
    await this.ledger.append(manager, {
      kind: 'opinion.given',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: caller.actor,
      at,
      data: { position: given.position },
      commit: { salt, payload: Buffer.from(given.text, 'utf8') },
    });
    return id;
  }

  /** The oldest first; none once the case is forgotten, since its key is gone. */
  async of(manager: EntityManager, file: CaseFile): Promise<OpinionDto[]> {
    const [key] = await this.keys.ofMany(manager, [{ kind: 'case', id: file.case.id }]);
    if (!key) return [];
    const rows: (Opinion & { name: string })[] = await manager.query(
      `SELECT o.id, o.position, o.text, o.written_at AS "writtenAt", s.name FROM opinion o JOIN staff s ON s.id = o.written_by
       WHERE o.request_id = $1 ORDER BY o.written_at, o.id`,
      [file.request.id],
    );
    return rows.map(({ id, position, text, writtenAt, name }) => {
      const { text: words } = JSON.parse(key.openText(text, placeOf(id))) as { text: string };
      return { id, position, text: words, writtenBy: name, writtenAt };
    });
  }
}
