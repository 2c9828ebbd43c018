import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { Queues1764000000000 } from '../migrations/1764000000000-Queues.js';
import { Idempotency1764000001000 } from '../migrations/1764000001000-Idempotency.js';
import { Ledger1764000002000 } from '../migrations/1764000002000-Ledger.js';
import { DataKeys1764000003000 } from '../migrations/1764000003000-DataKeys.js';
import { Suppression1764000004000 } from '../migrations/1764000004000-Suppression.js';
import { DataMap1764000005000 } from '../migrations/1764000005000-DataMap.js';
import { Requests1764000006000 } from '../migrations/1764000006000-Requests.js';
import { datamapEntities } from './datamap/versions/datamap.entities.js';
import { ledgerAppendOnlyTables, ledgerEntities } from './ledger/tables/ledger-tables.js';
import { DataKeyEntity } from './platform/crypto/data-key.entity.js';
import { httpEntities } from './platform/http/http.entities.js';
import { OutboxRow } from './platform/queues/outbox.entity.js';
import { WakeRow } from './platform/queues/wake.entity.js';
import { requestsEntities } from './requests/requests.entities.js';
import { Work1764000008000 } from '../migrations/1764000008000-Work.js';
import { workEntities } from './work/work.entities.js';
import { MarketingBlockEntity } from './suppression/marketing-block.entity.js';
import { TombstoneEntity } from './suppression/tombstone.entity.js';
import { Planning1764000009000 } from '../migrations/1764000009000-Planning.js';
import { planningEntities } from './planning/planning.entities.js';
import { People1764000007000 } from '../migrations/1764000007000-People.js';
import { StaffSignIn1795500500000 } from '../migrations/1795500500000-StaffSignIn.js';
import { peopleEntities } from './people/people.entities.js';
import { Identity1764000008500 } from '../migrations/1764000008500-Identity.js';
import { identityEntities } from './identity/identity.entities.js';
import { Delivery1764000010000 } from '../migrations/1764000010000-Delivery.js';
import { deliveryEntities } from './delivery/delivery.entities.js';
import { Letters1764000009500 } from '../migrations/1764000009500-Letters.js';
import { Letter } from './letters/letter.entity.js';
import { Retention1764000011000 } from '../migrations/1764000011000-Retention.js';
import { ControllerReferences1764000012000 } from '../migrations/1764000012000-ControllerReferences.js';
import { MaskedFields1764000012500 } from '../migrations/1764000012500-MaskedFields.js';
import { ExclusionPart1764000012600 } from '../migrations/1764000012600-ExclusionPart.js';
import { DeferredErasureWork1795500400000 } from '../migrations/1795500400000-DeferredErasureWork.js';
import { StandingApprovals1795500400100 } from '../migrations/1795500400100-StandingApprovals.js';
import { CopyFirstDays1795500400200 } from '../migrations/1795500400200-CopyFirstDays.js';
import { MapAuthors1795500400300 } from '../migrations/1795500400300-MapAuthors.js';
import { Scans1764000013000 } from '../migrations/1764000013000-Scans.js';
import { Scan } from './intake/scans/scan.entity.js';
import { References1764000014000 } from '../migrations/1764000014000-References.js';
import { LeasedTasks1795500200000 } from '../migrations/1795500200000-LeasedTasks.js';
import { UnprovenRequests1795500300000 } from '../migrations/1795500300000-UnprovenRequests.js';
import { PortalSide1795500600000 } from '../migrations/1795500600000-PortalSide.js';
import { SystemDrafts1795500800000 } from '../migrations/1795500800000-SystemDrafts.js';
import { DeskQueue1795500700000 } from '../migrations/1795500700000-DeskQueue.js';
import { DeskTrust1795500701000 } from '../migrations/1795500701000-DeskTrust.js';
import { DeskView } from './desk/views/desk-view.entity.js';
import { SystemDraft } from './registering/system-draft.entity.js';
import { ReferenceIndexes1795500900000 } from '../migrations/1795500900000-ReferenceIndexes.js';
import { Hooks1795610000000 } from '../migrations/1795610000000-Hooks.js';
import { hooksEntities } from './hooks/hooks.entities.js';
import { SystemStores1795600000000 } from '../migrations/1795600000000-SystemStores.js';
import { ErasureThatStays1795630000000 } from '../migrations/1795630000000-ErasureThatStays.js';
import { retentionEntities } from './retention/retention.entities.js';
import { WaitingTasks1795640000000 } from '../migrations/1795640000000-WaitingTasks.js';
import { Exchange1795640001000 } from '../migrations/1795640001000-Exchange.js';
import { Agents1795640002000 } from '../migrations/1795640002000-Agents.js';
import { SystemOwners1795650001000 } from '../migrations/1795650001000-SystemOwners.js';
import { exchangeEntities } from './exchange/exchange.entities.js';
import { handworkEntities } from './handwork/handwork.entities.js';
import { readSettings } from './platform/settings/settings.js';
import { dataSourceOptions } from './platform/storage/storage.js';

/** Every entity of the house, room by room. */
export const entities: Function[] = [
  ...ledgerEntities,
  DataKeyEntity,
  TombstoneEntity,
  MarketingBlockEntity,
  ...httpEntities,
  OutboxRow,
  WakeRow,
  ...datamapEntities,
  ...requestsEntities,
  ...peopleEntities,
  ...workEntities,
  ...exchangeEntities,
  ...handworkEntities,
  Letter,
  ...identityEntities,
  ...planningEntities,
  Scan,
  ...deliveryEntities,
  SystemDraft,
  DeskView,
  ...hooksEntities,
  ...retentionEntities,
];

/** Every migration, oldest first. Append-only: a migration that has been released is never edited. */
export const migrations: Function[] = [
  Queues1764000000000,
  Idempotency1764000001000,
  Ledger1764000002000,
  DataKeys1764000003000,
  Suppression1764000004000,
  DataMap1764000005000,
  Requests1764000006000,
  People1764000007000,
  Work1764000008000,
  Identity1764000008500,
  Planning1764000009000,
  Letters1764000009500,
  Delivery1764000010000,
  Retention1764000011000,
  ControllerReferences1764000012000,
  MaskedFields1764000012500,
  ExclusionPart1764000012600,
  Scans1764000013000,
  References1764000014000,
  LeasedTasks1795500200000,
  UnprovenRequests1795500300000,
  DeferredErasureWork1795500400000,
  StandingApprovals1795500400100,
  CopyFirstDays1795500400200,
  MapAuthors1795500400300,
  StaffSignIn1795500500000,
  PortalSide1795500600000,
  DeskQueue1795500700000,
  DeskTrust1795500701000,
  SystemDrafts1795500800000,
  ReferenceIndexes1795500900000,
  SystemStores1795600000000,
  Hooks1795610000000,
  ErasureThatStays1795630000000,
  WaitingTasks1795640000000,
  Exchange1795640001000,
  Agents1795640002000,
  SystemOwners1795650001000,
];

/** Tables to which the application's role may only add. */
export const appendOnlyTables: string[] = [...ledgerAppendOnlyTables];

const settings = readSettings();

/** For TypeORM's own command line (`npm run migration:check`). */
export default new DataSource(
  dataSourceOptions({
    url: settings.MIGRATION_DATABASE_URL ?? settings.DATABASE_URL ?? 'postgres://localhost/habeas',
    entities,
    migrations,
  }),
);
