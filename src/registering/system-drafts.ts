import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SystemAccess } from '../connectors/system-access.js';
import { Credentials, type Reachable } from '../datamap/credentials/credentials.js';
import { doorOf } from '../datamap/credentials/door.js';
import { sealedReferences } from '../datamap/credentials/sealed-references.js';
import type { Localised } from '../datamap/language.js';
import { readYaml } from '../datamap/load/yaml-source.js';
import { resolveSealed } from '../datamap/secrets.js';
import { SystemMapEntity } from '../datamap/versions/system-map.entity.js';
import { reaches, type StaffCaller } from '../people/staff-caller.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Controllers } from '../requests/controllers.js';
import { sealSecrets, settingsErrors, withoutSecrets } from './connection-settings.js';
import { bareText, withConnection } from './draft-text.js';
import { Drafts } from './drafts.js';
import { reachOf } from './reach.js';
import type { SystemDraft } from './system-draft.entity.js';

export interface NewSystem {
  system: string;
  title: Localised;
  connector: string;
  controllers: string[];
  settings: Record<string, unknown>;
}

/** What is written down while a system is registered at the desk; nothing of it acts before it is activated. */
@Injectable()
export class SystemDrafts {
  constructor(
    private readonly drafts: Drafts,
    private readonly credentials: Credentials,
    private readonly access: SystemAccess,
    private readonly controllers: Controllers,
  ) {}

  /** @throws Problem */
  async register(manager: EntityManager, caller: StaffCaller, wish: NewSystem): Promise<SystemDraft> {
    await this.assertHers(manager, caller, wish.controllers);
    if (await this.drafts.registered(manager, wish.system)) {
      throw new Problem('conflict', { detail: 'A system with this name is registered already.' });
    }
    const connection = await this.sealed(manager, caller, wish.system, wish.connector, wish.settings);
    const { system, title, connector, controllers } = wish;
    const yaml = bareText({ system, title, connector, controllers, connection });
    if (!(await this.drafts.begin(manager, system, yaml, caller.id))) {
      throw new Problem('conflict', { detail: 'Somebody is registering a system with this name.' });
    }
    return (await this.drafts.of(manager, system))!;
  }

  /** A draft from the map in force, as its author wrote it. @throws Problem */
  async beginFromCurrent(manager: EntityManager, caller: StaffCaller, system: string): Promise<SystemDraft> {
    const registered = await this.drafts.registered(manager, system);
    const current = registered?.currentMapId
      ? await manager.findOneBy(SystemMapEntity, { id: registered.currentMapId })
      : null;
    if (!registered || !current || !reaches(caller, current.document.controllers)) throw new Problem('not-found');
    if (registered.origin === 'file') throw new Problem('map-from-files');
    await this.drafts.begin(manager, system, current.source, caller.id);
    return (await this.drafts.of(manager, system))!;
  }

  /** @returns the draft with its new revision. @throws Problem */
  async write(
    manager: EntityManager,
    caller: StaffCaller,
    system: string,
    change: { yaml: string; revision: number },
  ): Promise<SystemDraft> {
    await this.visible(manager, caller, system);
    const revision = await this.drafts.write(manager, system, change.yaml, change.revision, caller.id);
    if (revision === null) throw new Problem('draft-changed');
    return (await this.drafts.of(manager, system))!;
  }

  /** Another connection: secrets that are typed are sealed, references that stand there stay. @throws Problem */
  async connect(
    manager: EntityManager,
    caller: StaffCaller,
    system: string,
    change: { connector: string; settings: Record<string, unknown>; revision: number },
  ): Promise<SystemDraft> {
    const draft = await this.visible(manager, caller, system);
    const connection = await this.sealed(manager, caller, system, change.connector, change.settings);
    const yaml = withConnection(draft.yaml, connection);
    if (yaml === null) throw new Problem('unprocessable', { detail: 'The draft is no readable map: mend it first.' });
    return this.write(manager, caller, system, { yaml, revision: change.revision });
  }

  async discard(manager: EntityManager, caller: StaffCaller, system: string): Promise<void> {
    await this.visible(manager, caller, system);
    await this.drafts.discard(manager, system);
    await this.credentials.forgetUnused(manager, system, []);
  }

  /** @throws Problem not-found, also for a draft about controllers that are not the caller's. */
  async visible(manager: EntityManager, caller: StaffCaller, system: string): Promise<SystemDraft> {
    const draft = await this.drafts.of(manager, system);
    if (!draft || !(await this.isHers(manager, caller, draft))) throw new Problem('not-found');
    return draft;
  }

  /** Her own draft, or one about a controller of hers: as registered, or as the draft says where nothing is yet. */
  async isHers(manager: EntityManager, caller: StaffCaller, draft: SystemDraft): Promise<boolean> {
    if (draft.createdBy === caller.id || caller.controllers === null) return true;
    const registered = await manager.query<{ slug: string }[]>(
      `SELECT c.slug FROM system s JOIN system_controller sc ON sc.system_id = s.id JOIN controller c ON c.id = sc.controller_id
       WHERE s.slug = $1`,
      [draft.system],
    );
    const controllers =
      registered.length > 0 ? registered.map(({ slug }) => slug) : (reachOf(readYaml(draft.yaml))?.controllers ?? []);
    return reaches(caller, controllers);
  }

  /** Every controller that the map names must be one of hers: she cannot give a system to somebody else's company. */
  async assertHers(manager: EntityManager, caller: StaffCaller, controllers: readonly string[]): Promise<void> {
    const known = await this.controllers.ids(manager);
    if (!controllers.every((slug) => known.has(slug) && reaches(caller, [slug]))) {
      throw new Problem('unknown-controller');
    }
  }

  private async sealed(
    manager: EntityManager,
    caller: StaffCaller,
    system: string,
    connector: string,
    settings: Record<string, unknown>,
  ): Promise<Record<string, unknown>> {
    const factory = this.access.factories().find(({ name }) => name === connector);
    if (!factory)
      throw new Problem('unprocessable', { detail: 'No connector bears this name: see GET /v1/connectors.' });
    const bare = withoutSecrets(factory.settings, settings);
    // What stands sealed already is opened to be checked with the rest; it opens for the same address alone.
    const opened = await this.openable(manager, { system, connector, connection: settings });
    const errors = settingsErrors(factory.settings, opened);
    if (errors.length > 0) throw new Problem('validation-failed', { errors });
    const door = doorOf(connector, bare);
    return sealSecrets(factory.settings, settings, (secret) =>
      this.credentials.keep(manager, system, secret, door, caller.id),
    );
  }

  private async openable(manager: EntityManager, map: Reachable): Promise<Record<string, unknown>> {
    if (sealedReferences(map.connection).length === 0) return map.connection;
    const resolved = resolveSealed(map.connection, await this.credentials.open(manager, map));
    if (resolved.status === 'missing') throw new Problem('secret-needed');
    return resolved.connection;
  }
}
