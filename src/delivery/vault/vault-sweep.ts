import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Vault } from './vault.js';

const LOOK_AT_ONCE = 500;
/** Identifiers are UUIDv7: their first 48 bits are milliseconds. A file younger than this may not have its row yet. */
const YOUNG_MS = 6 * 3_600_000;

/** Removes files that no row names any more: replaced parts, packages whose transaction was rolled back, forgotten cases. */
@Injectable()
export class VaultSweep {
  constructor(private readonly vault: Vault) {}

  /** @returns how many files were removed. */
  async run(manager: EntityManager, now: Date): Promise<number> {
    let removed = 0;
    let names: string[] = [];
    const look = async (): Promise<void> => {
      const rows: { file: string }[] = await manager.query(
        `SELECT p.file FROM part p JOIN subject_case c ON c.id = p.case_id WHERE p.file = ANY($1::text[]) AND c.forgotten_at IS NULL
         UNION SELECT p.file FROM package p JOIN subject_case c ON c.id = p.case_id WHERE p.file = ANY($1::text[]) AND NOT p.superseded AND c.forgotten_at IS NULL`,
        [names],
      );
      const wanted = new Set(rows.map((row) => row.file));
      for (const name of names.filter((one) => !wanted.has(one))) {
        await this.vault.remove(name);
        removed += 1;
      }
      names = [];
    };
    for await (const name of this.vault.list()) {
      if (now.getTime() - bornAt(name) < YOUNG_MS) continue;
      names.push(name);
      if (names.length >= LOOK_AT_ONCE) await look();
    }
    if (names.length > 0) await look();
    return removed;
  }
}

function bornAt(name: string): number {
  return Number.parseInt(name.replaceAll('-', '').slice(0, 12), 16);
}
