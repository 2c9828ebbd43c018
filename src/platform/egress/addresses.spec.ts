import { EgressAllowance, mayReach } from './addresses.js';

describe('which addresses may be called', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s: yes', (address) => {
    expect(mayReach(address, false)).toBe(true);
  });

  const inside = [
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '127.0.0.1',
    '127.255.0.1',
    '::1',
    'fd00::1',
    '100.64.0.1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
  ];
  it.each(inside)('%s: only when allowed', (address) => {
    expect(mayReach(address, false)).toBe(false);
    expect(mayReach(address, true)).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '169.254.169.254',
    '224.0.0.1',
    '239.255.255.250',
    '240.0.0.1',
    '255.255.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.7',
    '203.0.113.9',
    '192.88.99.1',
    '::',
    'fe80::1',
    'ff02::1',
    'fec0::1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::a00:1',
    '::ffff:0:7f00:1',
    '::7f00:1',
    '2002:7f00:1::',
    '2001:0:4136:e378::1',
    '2001:db8::1',
    '100::1',
    '::ffff:169.254.169.254',
    '',
    'localhost',
    '999.1.1.1',
    'fe80::1%eth0',
  ])('%s: never', (address) => {
    expect(mayReach(address, false)).toBe(false);
    expect(mayReach(address, true)).toBe(false);
  });

  it('reads EGRESS_ALLOW by host and by host with port', () => {
    const allowance = new EgressAllowance(['crm.internal', 'Shop.Internal:8443', '[::1]:9000']);
    expect(allowance.namesHost('crm.internal')).toBe(true);
    expect(allowance.namesPort('crm.internal', 8443)).toBe(false);
    expect(allowance.namesHost('shop.internal')).toBe(true);
    expect(allowance.namesPort('shop.internal', 8443)).toBe(true);
    expect(allowance.namesPort('[::1]', 9000)).toBe(true);
    expect(allowance.namesHost('evil-crm.internal')).toBe(false);
  });
});
