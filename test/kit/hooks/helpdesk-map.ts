/** A helpdesk of alpha's, as small as a map can be. Its connector is replaced in tests: nothing is connected to. */
export function helpdeskMap(): object {
  return {
    habeas: 1,
    system: 'desk',
    title: 'Helpdesk',
    connector: 'postgres',
    connection: { url: 'env:HOOKS_HELPDESK_URL' },
    controllers: ['alpha'],
    purposes: { support: { title: 'Support', basis: '6(1)(b)', ends: 'with the contract' } },
    recipients: [],
    source: 'the customer',
    transfers: 'none',
    automatedDecisions: 'none',
    copies: {},
    collections: {
      users: {
        key: 'id',
        purpose: 'support',
        identifiedBy: { email: 'email', desk_user: 'id' },
        fields: { email: 'user.contact.email', name: 'user.name' },
        erasure: 'delete',
      },
    },
  };
}
