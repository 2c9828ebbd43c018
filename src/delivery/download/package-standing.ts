import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { satisfies } from '../../laws/law.js';
import { Clock } from '../../platform/clock/clock.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import { ASSURANCES } from '../../requests/subject-case.entity.js';
import { Sufficiency } from '../../requests/sufficiency.js';
import { DataPackage } from '../package/data-package.entity.js';

const DAY_MS = 86_400_000;
/**
 * How often the report of a package may be read on the page, on one proof. Reading takes nothing from the downloads, so
 * that nobody has to choose between looking and keeping; it has a bound of its own, since it shows the same data.
 */
export const PREVIEWS_A_PROOF = 20;

export interface Standing {
  kind: string;
  builtAt: Date;
  bytes: number;
  searched: number;
  of: number;
  records: number;
  withheld: number;
  expiresAt: Date | null;
  downloadsLeft: number;
  previewsLeft: number;
  proofTooOld: boolean;
}

export interface UsesLeft {
  downloads: number;
  previews: number;
  /** The day that the letter names is over, and so are the days after the last proof: prove once more. */
  proofTooOld: boolean;
}

/** A package that its person may fetch: what it is, and how often she still may. */
@Injectable()
export class PackageStanding {
  constructor(
    private readonly sufficiency: Sufficiency,
    private readonly clock: Clock,
  ) {}

  /** @returns null while none is released. */
  async of(manager: EntityManager, file: CaseFile): Promise<Standing | null> {
    const found = await manager.findOneBy(DataPackage, {
      requestId: file.request.id,
      superseded: false,
      state: 'released',
    });
    if (!found?.builtAt) return null;
    const left = await this.left(manager, file, found);
    const { searched, of, records, withheld } = found.summary ?? { searched: 0, of: 0, records: 0, withheld: 0 };
    return {
      kind: found.kind,
      builtAt: found.builtAt,
      bytes: Number(found.bytes ?? 0),
      searched,
      of,
      records,
      withheld,
      expiresAt: found.expiresAt,
      downloadsLeft: left?.downloads ?? 0,
      previewsLeft: left?.previews ?? 0,
      proofTooOld: left?.proofTooOld ?? true,
    };
  }

  /** What is left on the present proof; null while none reaches the level that the package asks for. */
  async left(manager: EntityManager, file: CaseFile, found: DataPackage): Promise<UsesLeft | null> {
    const provenAt = await this.lastSufficientProof(manager, file);
    if (!provenAt) return null;
    const { downloads, downloadDays } = file.controller.policy;
    const [used]: { downloads: number; previews: number }[] = await manager.query(
      `SELECT count(*) FILTER (WHERE d.outcome IN ('begun', 'complete'))::int AS downloads,
              count(*) FILTER (WHERE d.outcome = 'previewed')::int AS previews
       FROM download d JOIN download_grant g ON g.id = d.grant_id WHERE g.package_id = $1 AND d.at >= $2`,
      [found.id, provenAt],
    );
    const lapses = Math.max(provenAt.getTime() + downloadDays * DAY_MS, found.expiresAt?.getTime() ?? 0);
    return {
      downloads: Math.max(0, downloads - used!.downloads),
      previews: Math.max(0, PREVIEWS_A_PROOF - used!.previews),
      proofTooOld: this.clock.now().getTime() > lapses,
    };
  }

  /** When the person was last proven at the level that the package asks for. */
  private async lastSufficientProof(manager: EntityManager, file: CaseFile): Promise<Date | null> {
    const required = await this.sufficiency.required(manager, file);
    const [proof]: { at: Date }[] = await manager.query(
      `SELECT at FROM evidence WHERE case_id = $1 AND accepted AND level = ANY($2) ORDER BY at DESC LIMIT 1`,
      [file.case.id, ASSURANCES.filter((level) => satisfies(level, required))],
    );
    // A case that was submitted from within the login is proven by that, and has no evidence of its own.
    return proof?.at ?? file.case.provenAt;
  }
}
