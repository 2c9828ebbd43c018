import { parseGrant } from './mysql-rights.js';

describe('parseGrant', () => {
  it('reads what is granted on everything, a database and a table', () => {
    expect(parseGrant('GRANT ALL PRIVILEGES ON *.* TO `root`@`%` WITH GRANT OPTION')).toMatchObject({
      rights: ['ALL PRIVILEGES'],
      table: '*',
    });
    const grant = parseGrant("GRANT SELECT, UPDATE (`a`, `b`), DELETE ON `my\\_sh%`.`customers` TO 'u'@'%'");
    expect(grant).toMatchObject({ rights: ['SELECT', 'DELETE'], table: 'customers' });
    expect(grant?.database.test('my_shop')).toBe(true);
    expect(grant?.database.test('myxshop')).toBe(false);
    expect(grant?.database.test('other')).toBe(false);
  });

  it('passes over what grants no table', () => {
    expect(parseGrant('GRANT USAGE ON *.* TO `u`@`%`')).toMatchObject({ rights: ['USAGE'] });
    expect(parseGrant('GRANT `role` TO `u`@`%`')).toBeNull();
  });
});
