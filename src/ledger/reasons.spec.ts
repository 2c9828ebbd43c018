import { isReasonCode, reasons } from './reasons.js';

describe('the reasons', () => {
  it.each(Object.entries(reasons))('%s is said in both languages as a sentence', (code, { de, en }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(de).toMatch(/^[A-ZÄÖÜ].+\.$/);
    expect(en).toMatch(/^[A-Z].+\.$/);
    // Words that claim more about an erasure than anybody can show.
    expect(de).not.toMatch(/vollständig|unwiderruflich|nachweislich/i);
  });

  it('are told from what is none', () => {
    expect(isReasonCode('submitted')).toBe(true);
    for (const other of ['', 'Submitted', 'toString', '__proto__']) expect(isReasonCode(other)).toBe(false);
  });
});
