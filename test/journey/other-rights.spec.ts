import { cast } from '../../src/demo/company/cast.js';
import { MarketingBlocks } from '../../src/suppression/marketing-blocks.js';
import { Suppression } from '../../src/suppression/suppression.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { DemoHouse } from '../kit/demo-house.js';

describe('rights beside access and erasure', () => {
  let house: DemoHouse;
  beforeAll(async () => {
    house = await DemoHouse.open();
  });
  afterAll(() => house?.close());

  it('portability: a package of its own, of what she provided or what was observed', async () => {
    const asked = await house.ask('anna', ['portability']);
    const { id } = asked.requests[0]!;
    await house.prove(id);
    await house.approve(id);
    await house.reach(id, 'closed');
    const files = await house.fetch(asked.token, id);
    expect(files.has('report.html')).toBe(false);
    const customer = (JSON.parse(files.get('data/shop/customers.json')!) as Record<string, unknown>[])[0]!;
    expect(customer).toMatchObject({ email: cast.anna.email, first_name: 'Anna' });
    // Derived by the shop, and so not hers to take along (WP 242).
    for (const derived of ['tags', 'credit_limit', 'loyalty_points']) expect(customer).not.toHaveProperty(derived);
    expect(customer).not.toHaveProperty('has_open_order');
    // The CRM rests on legitimate interest: nothing of it is portable.
    expect([...files.keys()].filter((file) => file.startsWith('data/crm/'))).toEqual([]);
    await house.mail(cast.anna.email, /Daten zum Mitnehmen/);
  });

  it.each(['rectification', 'restriction', 'objection', 'withdraw_consent'])(
    '%s: an errand, then a letter that says what was done',
    async (right) => {
      const email = await house.someone();
      const { id } = (await house.askAs(email, [right], { text: 'Bitte ändern.' })).requests[0]!;
      if (right !== 'withdraw_consent') await house.prove(id);
      await house.reach(id, 'working');
      const errand = await house.errand(id, 'by-hand');
      expect(
        (
          await house.officer.post(`/v1/requests/${id}/errands/${errand.id}`, {
            outcome: 'done-by-hand',
            note: 'geändert',
          })
        ).status,
      ).toBe(204);
      expect(
        (await house.officer.post(`/v1/requests/${id}/errands/${errand.id}`, { outcome: 'done-by-hand' })).status,
      ).toBe(409);
      await house.reach(id, 'closed');
      expect((await house.show(id)).outcome).toBe('fully-complied');
      const { text } = await house.mail(email, /haben wir Folgendes veranlasst/);
      expect(text).toMatch(/von Hand ausgeführt; so hat es die zuständige Person im Vorgang erklärt/);
      expect(text).not.toContain('geändert.');
    },
  );

  it('a step that was not possible is said, and the request is not called fully complied', async () => {
    const email = await house.someone();
    const { id } = (await house.askAs(email, ['rectification'])).requests[0]!;
    await house.prove(id);
    await house.reach(id, 'working');
    const errand = await house.errand(id, 'by-hand');
    await house.officer.post(`/v1/requests/${id}/errands/${errand.id}`, { outcome: 'not-possible' });
    await house.reach(id, 'closed');
    expect((await house.show(id)).outcome).toBe('partly-complied');
    const { text } = await house.mail(email, /haben wir Folgendes veranlasst/);
    expect(text).toContain('nicht ausgeführt');
    expect(text).toMatch(/Aufsichtsbehörde[\s\S]*Gericht anrufen/);
  });

  it('an objection to direct marketing: blocked at once, without proof, and for good', async () => {
    const email = await house.someone();
    const blocked = (): Promise<{ status: string }[]> =>
      verdict((app, tx, controller) =>
        app.get(MarketingBlocks, { strict: false }).check(tx, controller, [{ kind: 'email', value: email }]),
      );
    expect((await blocked())[0]!.status).toBe('clear');
    const { id } = (await house.askAs(email, ['objection_direct_marketing'])).requests[0]!;
    await house.errand(id, 'by-hand');
    expect(await blocked()).toMatchObject([{ status: 'blocked', reason: 'objection' }]);
    const errand = await house.errand(id, 'by-hand');
    await house.officer.post(`/v1/requests/${id}/errands/${errand.id}`, { outcome: 'done-by-hand' });
    await house.reach(id, 'closed');
    expect((await house.mail(email, /haben wir Folgendes veranlasst/)).text).toContain('in unserer Werbesperre');
    const erasure = (await house.askAs(email, ['erasure'])).requests[0]!.id;
    await house.prove(erasure);
    await house.approve(erasure);
    await house.reach(erasure, 'closed');
    expect((await blocked())[0]!.status).toBe('blocked');
    expect((await house.mail(email, /verlangt, dass wir Ihre Daten löschen/)).text).toContain(
      'Ihr Eintrag in unserer Werbesperre',
    );
    // The tombstone stands as well, and speaks of this controller alone.
    const tombs = await verdict((app, tx, controller) =>
      app.get(Suppression, { strict: false }).check(tx, controller, [{ kind: 'email', value: email }]),
    );
    expect(tombs[0]!.status).toBe('suppressed');
  });

  it('do not sell: honoured without proof, in the system that sells, and told to whom it sold', async () => {
    const flag = () =>
      house.inSystem<{ flag: boolean }>('crm', `SELECT do_not_sell AS flag FROM crm.contacts WHERE email = $1`, [
        cast.jo.email,
      ]);
    expect(await flag()).toEqual([{ flag: false }]);
    const { id } = (await house.ask('jo', ['do_not_sell'])).requests[0]!;
    await house.reach(id, 'closed');
    expect(await flag()).toEqual([{ flag: true }]);
    const others = await house.inSystem(
      'crm',
      `SELECT id FROM crm.contacts WHERE do_not_sell AND email <> $1 AND brand = 'nordlicht'`,
      [cast.kai.email],
    );
    const { text } = await house.mail(cast.jo.email, /honou?red|carried out/i);
    expect(text).toContain('Customer relations');
    expect(text).toContain('Pacific Audience Partners LLC');
    const notice = await house.mail('optout@pacific-audience.test', /./);
    expect(notice.text).toContain(cast.jo.email);
    expect(others).toEqual(
      await house.inSystem(
        'crm',
        `SELECT id FROM crm.contacts WHERE do_not_sell AND email <> $1 AND brand = 'nordlicht'`,
        [cast.kai.email],
      ),
    );
    expect((await house.show(id)).assurance).toBe('none');
  });

  it('do not sell while the system is away: received, and honoured only when it has acknowledged', async () => {
    await house.paused('crm', async () => {
      const { id } = (
        await house.ask('kai', ['do_not_sell'], { controllers: ['sierra'], locale: 'en', country: 'US', state: 'CA' })
      ).requests[0]!;
      await house.reach(id, 'working');
      await house.quiet().catch(() => undefined);
      expect((await house.mails(cast.kai.email)).filter(({ text }) => /all systems .* confirmed/i.test(text))).toEqual(
        [],
      );
      expect((await house.show(id)).state).toBe('working');
    });
  });

  it('nothing found is said in the words that are allowed, for access and erasure', async () => {
    for (const [right, name] of [
      ['access', 'nobody'],
      ['erasure', 'nobody'],
    ] as const) {
      const before = (await house.mails(cast.nobody.email)).filter(({ text }) =>
        text.includes('nichts gefunden'),
      ).length;
      const { id } = (await house.ask(name, [right])).requests[0]!;
      await house.prove(id);
      if (right === 'access') await house.release(id);
      else await house.approve(id);
      await house.reach(id, 'closed');
      expect((await house.show(id)).outcome).toBe('nothing-found');
      await house.eventually(
        async () =>
          (await house.mails(cast.nobody.email)).filter(({ text }) => text.includes('nichts gefunden')).length,
        (count) => count === before + 1,
      );
      const letter = (await house.mails(cast.nobody.email))
        .filter(({ text }) => text.includes('nichts gefunden'))
        .at(-1)!;
      expect(letter.text).toContain(
        'unter diesen Angaben haben wir in diesen Systemen nichts gefunden; gespeichert ist dieser Vorgang.',
      );
      for (const system of ['Webshop', 'Kundenbeziehungen', 'Kundenservice']) expect(letter.text).toContain(system);
      for (const mail of await house.mails(cast.nobody.email))
        expect(mail.text).not.toMatch(/speichern (wir )?nichts über Sie|keine Daten über Sie|Verschlüsselte Kennungen/);
    }
  });

  it('recipients learn whom an erasure is about, and only those of systems that were touched', async () => {
    await house.erase('gesa');
    const notice = await house.mail('dsgvo@hafenrechenzentrum.test', new RegExp(cast.gesa.email));
    expect(notice.text).toContain('Löschung');
    const answer = await house.mail(cast.gesa.email, /verlangt, dass wir Ihre Daten löschen/);
    // Gesa is not in the help desk: nobody there was told, and nobody is named.
    expect(answer.text).not.toContain('Callcenter Förde');
    expect(
      (await house.mails('datenschutz@callcenter-foerde.test')).filter(({ text }) => text.includes(cast.gesa.email)),
    ).toEqual([]);
  });

  function verdict<T>(
    ask: (
      app: typeof house.service.service.app,
      tx: Parameters<Suppression['check']>[0],
      controller: string,
    ) => Promise<T>,
  ): Promise<T> {
    const { app } = house.service.service;
    return app.get(Transactions, { strict: false }).run(async (tx) => {
      const [row]: { id: string }[] = await tx.query(`SELECT id FROM controller WHERE slug = 'nordlicht'`);
      return ask(app, tx, row!.id);
    });
  }
});
