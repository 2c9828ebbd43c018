import { masked } from './masked.js';

describe('a masked identifier', () => {
  it.each([
    ['email', 'hanna.meier@example.de', 'h•••@e•••.de'],
    ['email', 'h@x.co.uk', 'h•••@x•••.uk'],
    ['email', 'hanna@localhost', 'h•••@l•••'],
    ['email', '😀smile@example.org', '😀•••@e•••.org'],
    ['email', '@example.org', '@•••'],
    ['phone', '+491701234567', '+49•••67'],
    ['phone', '+49110', '•••'],
    ['customer_no', '4711-0815', '4•••'],
    ['customer_no', '12', '•••'],
    ['customer_no', '', '•••'],
  ])('of kind %s: %s becomes %s', (kind, value, shown) => {
    expect(masked(kind, value)).toBe(shown);
  });

  it('does not tell how long it is', () => {
    expect(masked('email', `${'a'.repeat(60)}@example.de`)).toBe(masked('email', 'ab@example.de'));
    expect(masked('customer_no', '1234')).toBe(masked('customer_no', '1234567890'));
  });
});
