import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/ids/ids.js';
import type { SystemMap } from '../language.js';
import { outlineOf, type Survey, type SurveyOutline } from '../survey/survey.js';
import { digestOf } from './digest.js';
import { SystemMapEntity } from './system-map.entity.js';
import { SystemEntity, type MapOrigin } from './system.entity.js';

/** A version of a map as the rest of the house uses it. */
export interface MapVersion {
  /** Id of the version: what plans and tasks name. */
  id: string;
  systemId: string;
  slug: string;
  version: number;
  digest: Buffer;
  map: SystemMap;
  origin: MapOrigin;
}

export interface ApplyInput {
  origin: MapOrigin;
  /** The text the map was read from. */
  source: string;
  /** Controller slug → id, at least for those the map names. */
  controllers: ReadonlyMap<string, string>;
  /** Staff id of who puts it in force, if somebody does by name: whoever writes a map does not approve by it. */
  author?: string | null;
}

export type Applied =
  | { status: 'created' | 'unchanged'; systemId: string; mapId: string; version: number }
  /** `from-files`: the system's map lies in a file and is changed there. */
  | { status: 'refused'; reason: 'from-files' }
  | { status: 'refused'; reason: 'unknown-controller'; controllers: string[] };

interface Row {
  id: string;
  system_id: string;
  slug: string;
  version: number;
  digest: Buffer;
  document: SystemMap;
  origin: MapOrigin;
}

const COLUMNS = 'm.id, m.system_id, s.slug, m.version, m.digest, m.document, m.origin';

/** The registered systems with the versions of their maps. Maps are expected to have passed the linter. */
@Injectable()
export class DataMaps {
  constructor(private readonly clock: Clock) {}

  /**
   * Makes the map the current one of its system, registering the system if it is new. A document that says the same as
   * the current version makes no new one. Files win: a system that was made at the desk is theirs from then on.
   */
  async apply(manager: EntityManager, map: SystemMap, input: ApplyInput): Promise<Applied> {
    const strangers = map.controllers.filter((slug) => !input.controllers.has(slug));
    if (strangers.length > 0) return { status: 'refused', reason: 'unknown-controller', controllers: strangers };
    const system = await this.register(manager, map, input.origin);
    if (system.origin === 'file' && input.origin === 'desk') return { status: 'refused', reason: 'from-files' };

    const digest = digestOf(map);
    const [current] = system.currentMapId ? await manager.findBy(SystemMapEntity, { id: system.currentMapId }) : [];
    const changed = !current || !current.digest.equals(digest);
    const version = changed ? await this.append(manager, system.id, map, digest, input) : current;
    await manager.update(
      SystemEntity,
      { id: system.id },
      {
        currentMapId: version.id,
        connector: map.connector,
        origin: input.origin,
      },
    );
    await this.assign(
      manager,
      system.id,
      map.controllers.map((slug) => input.controllers.get(slug)!),
    );
    return {
      status: changed ? 'created' : 'unchanged',
      systemId: system.id,
      mapId: version.id,
      version: version.version,
    };
  }

  /** The current version of every system that is not disabled, by slug. */
  current(manager: EntityManager): Promise<MapVersion[]> {
    return this.read(
      manager,
      `SELECT ${COLUMNS} FROM system s JOIN system_map m ON m.id = s.current_map_id
       WHERE s.disabled_at IS NULL ORDER BY s.slug`,
      [],
    );
  }

  /** One version by its id, also an old one and of a disabled system; null when there is none. */
  async version(manager: EntityManager, id: string): Promise<MapVersion | null> {
    const [found] = await this.read(
      manager,
      `SELECT ${COLUMNS} FROM system_map m JOIN system s ON s.id = m.system_id WHERE m.id = $1`,
      [id],
    );
    return found ?? null;
  }

  /** The current version of one system; null when it is unknown or disabled. */
  async ofSystem(manager: EntityManager, slug: string): Promise<MapVersion | null> {
    const [found] = await this.read(
      manager,
      `SELECT ${COLUMNS} FROM system s JOIN system_map m ON m.id = s.current_map_id
       WHERE s.disabled_at IS NULL AND s.slug = $1`,
      [slug],
    );
    return found ?? null;
  }

  /** Current versions of the systems that hold data of the controller, by slug. */
  forController(manager: EntityManager, controllerId: string): Promise<MapVersion[]> {
    return this.read(
      manager,
      `SELECT ${COLUMNS} FROM system_controller c
       JOIN system s ON s.id = c.system_id JOIN system_map m ON m.id = s.current_map_id
       WHERE c.controller_id = $1 AND s.disabled_at IS NULL ORDER BY s.slug`,
      [controllerId],
    );
  }

  /** Staff ids of who put these versions in force, as far as that is known. */
  async authors(manager: EntityManager, mapIds: readonly string[]): Promise<string[]> {
    const rows: { author: string }[] = await manager.query(
      `SELECT DISTINCT author FROM system_map WHERE id = ANY($1::uuid[]) AND author IS NOT NULL`,
      [mapIds],
    );
    return rows.map(({ author }) => author);
  }

  /** Takes a system out of new plans, or back in. False when there is no such system. */
  async setDisabled(manager: EntityManager, slug: string, disabled: boolean): Promise<boolean> {
    const result = await manager.update(SystemEntity, { slug }, { disabledAt: disabled ? this.clock.now() : null });
    return (result.affected ?? 0) > 0;
  }

  /** Keeps the structure of the live schema beside the map, for drift. Sampled values are left out. */
  async keepSurvey(manager: EntityManager, slug: string, survey: Survey): Promise<boolean> {
    const outline = outlineOf(survey);
    const result = await manager
      .createQueryBuilder()
      .update(SystemEntity)
      .set({ survey: () => ':survey', surveyDigest: digestOf(outline), surveyedAt: this.clock.now() })
      .setParameter('survey', JSON.stringify(outline))
      .where('slug = :slug', { slug })
      .execute();
    return (result.affected ?? 0) > 0;
  }

  /** What `keepSurvey` kept; null when nobody has looked yet. */
  async lastSurvey(manager: EntityManager, slug: string): Promise<{ outline: SurveyOutline; digest: Buffer } | null> {
    const [system] = await manager.findBy(SystemEntity, { slug });
    return system?.survey && system.surveyDigest ? { outline: system.survey, digest: system.surveyDigest } : null;
  }

  /** The system's row, locked until the transaction ends, so that two that apply at once take turns. */
  private async register(manager: EntityManager, map: SystemMap, origin: MapOrigin): Promise<SystemEntity> {
    await manager.query(
      `INSERT INTO system (id, slug, connector, origin, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (slug) DO NOTHING`,
      [newId(), map.system, map.connector, origin, this.clock.now()],
    );
    return manager.findOneOrFail(SystemEntity, {
      where: { slug: map.system },
      lock: { mode: 'pessimistic_write' },
    });
  }

  private async append(
    manager: EntityManager,
    systemId: string,
    map: SystemMap,
    digest: Buffer,
    { source, origin, author }: ApplyInput,
  ): Promise<{ id: string; version: number }> {
    const rows: unknown = await manager.query(
      `INSERT INTO system_map (id, system_id, version, digest, document, source, origin, created_at, author)
       SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7, $8 FROM system_map WHERE system_id = $2
       RETURNING id, version`,
      [newId(), systemId, digest, JSON.stringify(map), source, origin, this.clock.now(), author ?? null],
    );
    return (rows as [{ id: string; version: number }])[0];
  }

  private async assign(manager: EntityManager, systemId: string, controllers: string[]): Promise<void> {
    await manager.query(`DELETE FROM system_controller WHERE system_id = $1 AND controller_id <> ALL ($2::uuid[])`, [
      systemId,
      controllers,
    ]);
    await manager.query(
      `INSERT INTO system_controller (system_id, controller_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING`,
      [systemId, controllers],
    );
  }

  private async read(manager: EntityManager, sql: string, parameters: unknown[]): Promise<MapVersion[]> {
    const rows = (await manager.query(sql, parameters)) as Row[];
    return rows.map(({ id, system_id: systemId, slug, version, digest, document, origin }) => ({
      id,
      systemId,
      slug,
      version,
      digest,
      map: document,
      origin,
    }));
  }
}
