import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { mediaTypeOf } from '../../platform/http/body/media-types.js';
import { newId } from '../../platform/ids/ids.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import { Scan } from './scan.entity.js';

/** Files that one case may hold. */
const MOST_SCANS = 20;

export type Keeping = { outcome: 'kept'; id: string } | { outcome: 'not-a-scan' | 'too-many' };

const place = (id: string) => ({ table: 'scan', row: id, column: 'content' });

/** Keeps scans sealed under the key of their case; they die with it. */
@Injectable()
export class Scans {
  constructor(
    private readonly keys: DataKeys,
    private readonly clock: Clock,
  ) {}

  async keep(manager: EntityManager, file: CaseFile, content: Buffer, staffId: string): Promise<Keeping> {
    const mediaType = mediaTypeOf(content);
    if (!mediaType) return { outcome: 'not-a-scan' };
    if ((await manager.countBy(Scan, { caseId: file.case.id })) >= MOST_SCANS) return { outcome: 'too-many' };
    const id = newId();
    const key = await this.keys.of(manager, { kind: 'case', id: file.case.id });
    await manager.insert(Scan, {
      id,
      caseId: file.case.id,
      mediaType,
      bytes: content.length,
      digest: createHash('sha256').update(content).digest(),
      content: key.seal(content, place(id)),
      addedBy: staffId,
      addedAt: this.clock.now(),
    });
    return { outcome: 'kept', id };
  }

  async read(
    manager: EntityManager,
    file: CaseFile,
    id: string,
  ): Promise<{ mediaType: string; content: Buffer } | null> {
    const scan = await manager.findOneBy(Scan, { id, caseId: file.case.id });
    if (!scan) return null;
    const key = await this.keys.of(manager, { kind: 'case', id: file.case.id });
    return { mediaType: scan.mediaType, content: key.open(scan.content, place(id)) };
  }
}
