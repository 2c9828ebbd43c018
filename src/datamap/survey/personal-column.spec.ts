import { guessPersonal, PROPOSED_FROM } from './personal-column.js';
import { isCardNumber, isIban, shapeOf } from './sample-shapes.js';
import type { SurveyedColumn } from './survey.js';

function column(name: string, type = 'text', samples?: SurveyedColumn['samples']): SurveyedColumn {
  const rest = { nullable: true, hasDefault: false, generated: false, length: null };
  return { name, type, ...rest, ...(samples ? { samples } : {}) };
}

describe('by name', () => {
  it.each([
    ['email', 'user.contact.email'],
    ['EMailAdresse', 'user.contact.email'],
    ['billing_e_mail', 'user.contact.email'],
    ['customerPhone', 'user.contact.phone_number'],
    ['Telefonnummer', 'user.contact.phone_number'],
    ['vorname', 'user.name.first'],
    ['lastName', 'user.name.last'],
    ['Nachname', 'user.name.last'],
    ['strasse', 'user.contact.address.street'],
    ['PLZ', 'user.contact.address.postal_code'],
    ['ip_address', 'user.device.ip_address'],
    ['iban', 'user.financial.bank_account'],
    ['password_hash', 'user.authorization.password'],
    ['geburtsdatum', 'user.demographic.date_of_birth'],
    ['konfession', 'user.demographic.religious_belief'],
  ])('%s looks like %s', (name, category) => {
    const guess = guessPersonal(column(name));
    expect(guess?.category).toBe(category);
    expect(guess!.confidence).toBeGreaterThanOrEqual(PROPOSED_FROM);
  });

  it.each([
    ['address_id', 'integer'],
    ['addressId', 'text'],
    ['email_verified_at', 'timestamptz'],
    ['has_phone', 'boolean'],
    ['email_count', 'integer'],
    ['message', 'integer'],
    ['quantity', 'integer'],
    ['unit_price', 'numeric(10,2)'],
    ['shipped', 'date'],
    ['emailed', 'text'],
    ['filename', 'text'],
    ['product_name', 'text'],
    ['sort', 'text'],
    ['transport', 'text'],
  ])('%s %s does not', (name, type) => {
    expect(guessPersonal(column(name, type))).toBeNull();
  });

  it('knows whether the column fits: a birthday is a date, a postcode may be a number', () => {
    expect(guessPersonal(column('birthday', 'date'))?.category).toBe('user.demographic.date_of_birth');
    expect(guessPersonal(column('plz', 'integer'))?.category).toBe('user.contact.address.postal_code');
    expect(guessPersonal(column('street', 'integer'))).toBeNull();
  });
});

describe('by samples', () => {
  it.each([
    ['x1', ['a@example.org', 'b@example.com', null, 'c@example.net'], 'user.contact.email'],
    [
      'x2',
      ['DE89 3704 0044 0532 0130 00', 'GB29NWBK60161331926819', 'FR1420041010050500013M02606'],
      'user.financial.bank_account',
    ],
    ['x3', ['192.168.0.1', '10.0.0.5', '2001:db8::1'], 'user.device.ip_address'],
    ['x4', ['+49 30 123456', '+49 171 1234567', '+1 650 253 0000'], 'user.contact.phone_number'],
    ['x5', ['4111 1111 1111 1111', '5500-0000-0000-0004', '340000000000009'], 'user.financial.credit_card'],
    ['x6', Array(4).fill('Called back on Monday, she wants her money back at once please'), 'user.content.private'],
  ])('%s', (name, samples, category) => {
    expect(guessPersonal(column(name, 'text', samples))?.category).toBe(category);
  });

  it.each([
    ['numbers of something', ['10023', '10024', '10025', '99999']],
    ['dates', ['2024-01-01', '2024-02-01', '2023-05-06']],
    ['amounts', ['12.50', '99.99', '1000.00']],
    ['states', ['open', 'closed', 'paid']],
    ['versions', ['1.2.3', '10.0.1', '4.5.6']],
    ['too few', ['a@example.org', 'b@example.org']],
    ['mostly something else', ['a@example.org', 'x', 'y', 'z']],
    ['IBANs with a wrong check digit', ['DE88370400440532013000', 'DE87370400440532013000', 'GB28NWBK60161331926819']],
  ])('%s are nothing by themselves', (_what, samples) => {
    expect(guessPersonal(column('x', 'text', samples))).toBeNull();
  });

  it('make a name surer', () => {
    const alone = guessPersonal(column('ort_plz'))!;
    const both = guessPersonal(column('ort_plz', 'text', ['10115', '80331', '20095']))!;
    expect(both.confidence).toBeGreaterThan(alone.confidence);
  });

  it('never stand in what is said', () => {
    const guess = guessPersonal(column('x', 'text', ['a@example.org', 'b@example.com', 'c@example.net']));
    expect(JSON.stringify(guess)).not.toContain('example');
  });
});

it('checks digits', () => {
  expect(isIban('DE89370400440532013000')).toBe(true);
  expect(isIban('DE89370400440532013001')).toBe(false);
  expect(isIban('')).toBe(false);
  expect(isCardNumber('4111111111111111')).toBe(true);
  expect(isCardNumber('4111111111111112')).toBe(false);
  expect(shapeOf([])).toBeNull();
});
