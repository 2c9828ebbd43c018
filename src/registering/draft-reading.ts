import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Credentials } from '../datamap/credentials/credentials.js';
import { type Finding, hasErrors, type Locate, place, type Remark } from '../datamap/finding.js';
import type { SystemMap } from '../datamap/language.js';
import { lint } from '../datamap/lint/lint.js';
import { mapIn } from '../datamap/load/load-map.js';
import { readYaml } from '../datamap/load/yaml-source.js';
import { outsideReferences } from '../datamap/secrets.js';
import { Laws } from '../laws/laws.js';
import type { Reach } from './draft-text.js';
import { reachOf } from './reach.js';

/** What was read of a map's text. A map with errors is there to be looked at, and may not be opened or activated. */
export interface ReadDraft {
  /** Null when the text is no map by the schema. */
  map: SystemMap | null;
  /** How the draft says that the system is reached, also while the rest cannot be read. Null when not even that can be. */
  stated: Reach | null;
  /** The same, where it may be used. */
  reach: Reach | null;
  locate: Locate;
  findings: Finding[];
  usable: boolean;
}

/** Reads and lints a map as it comes from the desk, where more is forbidden than in the operator's own files. */
@Injectable()
export class DraftReading {
  constructor(
    private readonly laws: Laws,
    private readonly credentials: Credentials,
  ) {}

  async read(manager: EntityManager, system: string, yaml: string): Promise<ReadDraft> {
    const file = `${system}.yaml`;
    const source = readYaml(yaml);
    const stated = reachOf(source);
    const remarks = stated ? [...ofTheDesk(system, stated), ...(await this.credentialRemarks(manager, stated))] : [];
    const reach = hasErrors(remarks) ? null : stated;
    const loaded = mapIn(file, yaml, source);
    if (loaded.status === 'refused') {
      const findings = [...place(remarks, file, source.locate), ...loaded.findings].sort(byPlace);
      return { map: null, stated, reach, locate: source.locate, findings, usable: false };
    }
    const { map, locate } = loaded;
    const linted = lint(map, { file, locate, knownGrounds: this.laws.knownGrounds() });
    const findings = [...place(remarks, file, locate), ...linted].sort(byPlace);
    return { map, stated, reach, locate, findings, usable: !hasErrors(findings) };
  }

  private async credentialRemarks(manager: EntityManager, reach: Reach): Promise<Remark[]> {
    const { unknown, elsewhere } = await this.credentials.use(manager, reach);
    const remark = (code: string, message: string): Remark => ({
      severity: 'error',
      code,
      path: ['connection'],
      message,
      hint: 'Type the secret again in the form of the connection.',
    });
    return [
      ...(unknown.length > 0
        ? [remark('credential-unknown', 'The connection names a sealed secret that this system does not have.')]
        : []),
      ...(elsewhere.length > 0
        ? [remark('credential-elsewhere', 'A sealed secret was given for another address and is not sent to this one.')]
        : []),
    ];
  }
}

/**
 * What files may do and the desk may not: name variables and files of the host. Whoever edits a map at the desk would
 * otherwise have any secret of the service sent, as a password, to a host of her choice.
 */
function* ofTheDesk(system: string, reach: Reach): Iterable<Remark> {
  if (reach.system !== system) {
    yield {
      severity: 'error',
      code: 'system-renamed',
      path: ['system'],
      message: `This is the map of ${system}; its name cannot be changed.`,
      hint: `Write system: ${system}, or register another system.`,
    };
  }
  for (const steps of outsideReferences(reach.connection)) {
    yield {
      severity: 'error',
      code: 'reference-not-from-desk',
      path: ['connection', ...steps],
      message: 'A map from the desk names no variables or files of the host.',
      hint: 'Type the secret in the form of the connection, or let the operator apply the map from a file.',
    };
  }
}

function byPlace(a: Finding, b: Finding): number {
  return a.line - b.line || a.column - b.column;
}
