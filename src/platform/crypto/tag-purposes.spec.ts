import { secretAt, secretsNeededAt, TAG_PURPOSES } from './tag-purposes.js';

const staffAt = (moment: string): { ownerId: string; destroyAfter: Date | null }[] =>
  secretsNeededAt(new Date(moment))
    .filter(({ purpose }) => purpose === 'staff')
    .map(({ ownerId, destroyAfter }) => ({ ownerId, destroyAfter }));

describe('the secrets of tags', () => {
  it('are one for each purpose, for ever, but for staff', () => {
    const needed = secretsNeededAt(new Date('2026-05-05T00:00:00Z'));
    expect(new Set(needed.map(({ purpose }) => purpose))).toEqual(new Set(Object.keys(TAG_PURPOSES)));
    for (const { purpose, destroyAfter } of needed) expect(destroyAfter === null).toBe(purpose !== 'staff');
    expect(secretAt('suppression', new Date(0))).toBe(secretAt('suppression', new Date()));
  });

  it('change by quarter for staff, with the next one ready and a death date', () => {
    expect(staffAt('2026-09-30T23:59:59.999Z')).toEqual([
      { ownerId: 'staff/2026-Q3', destroyAfter: new Date('2029-10-01T00:00:00Z') },
      { ownerId: 'staff/2026-Q4', destroyAfter: new Date('2030-01-01T00:00:00Z') },
    ]);
    expect(staffAt('2026-10-01T00:00:00Z').map(({ ownerId }) => ownerId)).toEqual(['staff/2026-Q4', 'staff/2027-Q1']);
    expect(secretAt('staff', new Date('2026-12-31T23:59:59Z'))).toBe('staff/2026-Q4');
    expect(secretAt('staff', new Date('2027-01-01T00:00:00Z'))).toBe('staff/2027-Q1');
  });
});
