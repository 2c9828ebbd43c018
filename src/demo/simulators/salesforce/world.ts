import type { Stage } from '../ground/simulator.js';
import { BulkJobs } from './bulk.js';
import { idOf, OBJECTS, type ObjectName, objectNamed, sameId, type SObject, SYSTEM_FIELDS } from './objects.js';
import { OutboundMessages } from './outbound-messages.js';
import { fail, notFound } from './refusals.js';

/** https://help.salesforce.com/s/articleView?id=sf.home_delete.htm : then the recycle bin is emptied. */
const BIN_DAYS = 15;

/** Everything in one simulated organisation. */
export class World {
  readonly records = new Map<string, SObject>();
  readonly outbound: OutboundMessages;
  readonly bulk: BulkJobs;

  constructor(readonly stage: Stage) {
    this.outbound = new OutboundMessages(this);
    this.bulk = new BulkJobs(this);
  }

  now(): string {
    return this.stage.clock.now().toISOString().replace('Z', '+0000');
  }

  of(type: ObjectName): SObject[] {
    return [...this.records.values()].filter((record) => record.type === type);
  }

  type(name: string): ObjectName {
    return objectNamed(name) ?? notFound();
  }

  /** Also one in the recycle bin. */
  find(id: string): SObject | undefined {
    return [...this.records.values()].find((record) => sameId(record.Id, id));
  }

  /** @throws VendorError 404, another one for what lies in the recycle bin */
  living(type: ObjectName, id: string): SObject {
    const record = this.find(id);
    if (record?.type !== type) return notFound();
    return record.IsDeleted ? fail(404, 'ENTITY_IS_DELETED', 'entity is deleted') : record;
  }

  check(type: ObjectName, given: Record<string, unknown>, creating: boolean): void {
    const { fields, required } = OBJECTS[type] as { fields: readonly string[]; required: readonly string[] };
    const unknown = Object.keys(given).find((name) => !fields.includes(name));
    if (unknown && SYSTEM_FIELDS.includes(unknown))
      fail(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', `Unable to create/update fields: ${unknown}.`, [unknown]);
    if (unknown) fail(400, 'INVALID_FIELD', `No such column '${unknown}' on sobject of type ${type}`);
    const missing = required.filter((name) => (creating ? !given[name] : given[name] === null || given[name] === ''));
    if (missing.length > 0)
      fail(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
  }

  create(type: ObjectName, values: SObject['values'], id?: string, at = this.now()): SObject {
    const Id = id ?? idOf(OBJECTS[type].prefix, this.stage.numbering.next(type, 5_000_001));
    const record: SObject = {
      type,
      Id,
      IsDeleted: false,
      CreatedDate: at,
      LastModifiedDate: at,
      deletedAt: null,
      values: { ...values },
    };
    this.records.set(Id, record);
    return record;
  }

  change(record: SObject, given: SObject['values']): void {
    Object.assign(record.values, given);
    record.LastModifiedDate = this.now();
    this.outbound.changed(record);
  }

  /** Why a record cannot be deleted, or null: a contact is kept by its cases. */
  obstacle(record: SObject): string | null {
    const cases =
      record.type === 'Contact'
        ? this.of('Case').filter((one) => !one.IsDeleted && one.values.ContactId === record.Id)
        : [];
    if (cases.length === 0) return null;
    const numbers = cases.map((one) => String(one.values.CaseNumber)).join(', ');
    return `Your attempt to delete the contact could not be completed because it is associated with the following cases.: ${numbers}`;
  }

  /** Into the recycle bin. */
  bin(record: SObject): void {
    record.IsDeleted = true;
    record.deletedAt = this.stage.clock.now().getTime();
    for (const child of this.of('CaseComment'))
      if (child.values.ParentId === record.Id && !child.IsDeleted) this.bin(child);
  }

  destroy(record: SObject): void {
    this.records.delete(record.Id);
    for (const child of this.of('CaseComment')) if (child.values.ParentId === record.Id) this.records.delete(child.Id);
  }

  /** The loser goes into the bin and names the winner; only `queryAll` finds it. */
  merge(master: SObject, loser: SObject): void {
    for (const one of this.of('Case')) if (one.values.ContactId === loser.Id) one.values.ContactId = master.Id;
    loser.values.MasterRecordId = master.Id;
    this.bin(loser);
    this.change(master, {});
  }

  settle(): void {
    const due = this.stage.clock.now().getTime() - BIN_DAYS * 86_400_000;
    for (const record of this.records.values())
      if (record.deletedAt !== null && record.deletedAt <= due) this.destroy(record);
    this.bulk.settle();
  }
}
