import { cast } from '../../src/demo/company/cast.js';
import { SetClock } from '../../src/platform/clock/clock.js';
import { allTexts } from '../../src/portal/plain/plain-texts.js';
import { DemoHouse } from '../kit/demo-house.js';
import { unzip } from '../kit/unzip.js';

interface Page {
  status: number;
  html: string;
  headers: Headers;
}

const CANARY = 'kanarienvogel';

describe('the pages without JavaScript', () => {
  let house: DemoHouse;
  let clock: SetClock;

  beforeAll(async () => {
    clock = new SetClock(new Date());
    house = await DemoHouse.open({ clock });
  });
  afterAll(() => house?.close());
  // The limits by address are minutes of this clock.
  beforeEach(() => clock.advance(61_000));

  async function page(
    path: string,
    fields?: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Page> {
    const answer = await fetch(`${house.service.url}${path}`, {
      method: fields ? 'POST' : 'GET',
      headers: {
        ...(fields ? { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' } : {}),
        ...headers,
      },
      ...(fields ? { body: new URLSearchParams(fields).toString() } : {}),
    });
    return { status: answer.status, html: await answer.text(), headers: answer.headers };
  }

  const hidden = (html: string, name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  const blank = async (lang = 'de'): Promise<Record<string, string>> => {
    const { html } = await page(`/ask?lang=${lang}&controller=nordlicht`);
    return {
      lang,
      controller: 'nordlicht',
      formToken: hidden(html, 'formToken'),
      noticeVersion: hidden(html, 'noticeVersion'),
      email: '',
      text: '',
      place: 'DE',
      relation: '',
      actingName: '',
      authority: '',
    };
  };
  const codeIn = async (email: string): Promise<string> => {
    const mail = await house.mail(email, /Your confirmation code/);
    return /\n([2-9A-Z]{4}-[2-9A-Z]{4})\n/.exec(mail.text)![1]!;
  };
  const asked = async (
    fields: Record<string, string>,
  ): Promise<{ reference: string; token: string; id: string; html: string }> => {
    const answer = await page('/ask', { ...(await blank()), ...fields });
    expect([answer.status, answer.html]).toEqual([201, expect.any(String)]);
    const reference = /HB-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(answer.html)![0];
    const [row] = await house.sql<{ id: string }>(
      `SELECT r.id FROM request r JOIN subject_case c ON c.id = r.case_id WHERE c.reference = $1 ORDER BY r.id DESC LIMIT 1`,
      [reference],
    );
    return { reference, token: hidden(answer.html, 'token'), id: row!.id, html: answer.html };
  };

  it('have the same words in both languages', () => {
    expect(Object.keys(allTexts('en')).sort()).toEqual(Object.keys(allTexts('de')).sort());
    for (const locale of ['de', 'en'] as const) {
      for (const [key, text] of Object.entries(allTexts(locale))) {
        expect([key, typeof text, text.length > 0]).toEqual([key, 'string', true]);
        expect([key, (text.match(/\{\w+\}/g) ?? []).sort()]).toEqual([
          key,
          (allTexts(locale === 'de' ? 'en' : 'de')[key]!.match(/\{\w+\}/g) ?? []).sort(),
        ]);
        expect(text).not.toMatch(/vollständig|unwiderruflich|nachweislich/i);
      }
    }
  });

  it('offer the form in both languages, with the notice and the dates, and load nothing but their style', async () => {
    const list = await page('/ask', undefined, { 'accept-language': 'en-GB,en;q=0.9' });
    expect(list.html).toContain('<html lang="en">');
    expect(list.html).toContain('href="/ask?lang=en&amp;controller=nordlicht"');
    const { status, html, headers } = await page('/ask?lang=de&controller=nordlicht');
    expect(status).toBe(200);
    expect(html).toContain('<html lang="de">');
    expect(html).toMatch(/Antwort spätestens am \d+\. \w+ \d{4} \(Frist: 1 Monat\)/);
    expect(html).toContain('Hamburgische Beauftragte');
    expect(html).toContain('Fassung 2026-11-01');
    expect(html).not.toMatch(/<script|style=|onclick|https?:\/\//);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('cache-control')).toBe('no-store');
    const style = /href="(\/ask\/plain\.css\?v=[0-9a-f]+)"/.exec(html)![1]!;
    const css = await page(style);
    expect(css.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(css.headers.get('cache-control')).toContain('immutable');
    expect(css.html).not.toMatch(/@import|url\(/);
    expect((await page('/ask?controller=nobody')).status).toBe(404);
    // Every field has a name that is read to those who do not see it.
    for (const [, id] of html.matchAll(/<(?:input|select|textarea)(?![^>]*type="hidden")[^>]* id="([^"]+)"/g))
      expect(html).toContain(`<label for="${id}">`);
    const signalled = await page('/ask?lang=de&controller=nordlicht', undefined, { 'sec-gpc': '1' });
    expect(signalled.html).toContain('Global Privacy Control');
    expect(html).not.toContain('Global Privacy Control');
  });

  it('carry a request from asking to the copy', async () => {
    const email = cast.anna.email;
    const { reference, token, id, html } = await asked({ right: 'access', email });
    expect(html).toMatch(/Antwort spätestens am/);
    expect(html).toContain('Ein Code genügt dafür nicht');
    expect(html).not.toContain('name="code"');
    expect((await page('/ask/code', { lang: 'de', token })).html).toContain('deshalb schicken wir keinen');
    expect(html).not.toMatch(/href="[^"]*[A-Za-z0-9_-]{43}/);
    const [row] = await house.sql<{ notice_version: string; locale: string; channel: string }>(
      `SELECT notice_version, locale, channel FROM subject_case WHERE reference = $1`,
      [reference],
    );
    expect(row).toEqual({ notice_version: '2026-11-01', locale: 'de', channel: 'portal' });
    await house.reach(id, 'proving');
    const waiting = await page('/ask/status', { lang: 'de', reference, token });
    expect(waiting.status).toBe(200);
    expect(waiting.html).toContain('Wartet auf Ihren Nachweis');
    expect(waiting.html).not.toMatch(/Webshop|Kundenverwaltung|shop/);
    await house.prove(id);
    await house.release(id);
    await house.reach(id, 'closed');
    const ready = await page('/ask/status', { lang: 'de', token: `${house.service.url}/case#${token}` });
    expect(ready.html).toContain('Abgeschlossen');
    expect(ready.html).toContain('Kopie herunterladen');
    const answer = await fetch(`${house.service.url}/ask/package`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ lang: 'de', token, request: id }).toString(),
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const files = await unzip(Buffer.from(await answer.arrayBuffer()));
    expect(files.get('report.html')).toContain(reference);
  });

  it('take the code, say what is wrong with it, and lock it', async () => {
    const email = await house.someone();
    // Where a code counts for something: for the categories of the data, under Californian law.
    const asking = await house.askAs(email, ['access'], {
      controllers: ['sierra'],
      country: 'US',
      state: 'CA',
      locale: 'en',
    });
    const { token } = asking;
    await house.reach(asking.requests[0]!.id, 'proving');
    const code = await codeIn(email);
    const wrong = code === '2222-2222' ? '3333-3333' : '2222-2222';
    const first = await page('/ask/proof', { lang: 'de', token, code: wrong });
    expect([first.status, first.html]).toEqual([422, expect.stringContaining('Versuche, die bleiben: 4.')]);
    const early = await page('/ask/code', { lang: 'de', token });
    expect([early.status, early.html]).toEqual([422, expect.stringContaining('Warten Sie eine Minute')]);
    for (let more = 0; more < 4; more++) await page('/ask/proof', { lang: 'de', token, code: wrong });
    expect((await page('/ask/proof', { lang: 'de', token, code })).html).toContain('nach zu vielen Versuchen gesperrt');
    clock.advance(61_000);
    expect((await page('/ask/code', { lang: 'de', token })).html).toContain('Ein neuer Code ist unterwegs');
    clock.advance(11 * 60_000);
    expect((await page('/ask/proof', { lang: 'en', token, code })).html).toContain('This code is no longer good');
    expect((await page('/ask/code', { lang: 'de', token })).status).toBe(200);
    const next = await house.eventually(
      async () => (await house.mails(email)).filter(({ subject }) => subject === 'Your confirmation code'),
      (mails) => mails.length === 3,
    );
    const good = /\n([2-9A-Z]{4}-[2-9A-Z]{4})\n/.exec(next.at(-1)!.text)![1]!;
    const proven = await page('/ask/proof', {
      lang: 'de',
      token,
      reference: asking.reference,
      code: good.toLowerCase(),
    });
    expect([proven.status, proven.html]).toEqual([200, expect.stringContaining('Danke, der Code stimmt.')]);
    expect((await page('/ask/proof', { lang: 'de', token, code: 'x' })).html).toContain('Ein Code hat acht Zeichen');
  });

  it('let the erasure follow the copy by itself, after days that lie within the bounds', async () => {
    const email = await house.someone();
    const { token, id } = await asked({ right: 'erasure', copyFirst: 'yes', eraseAfterDays: ' 5 ', email });
    await house.reach(id, 'proving');
    expect(await house.sql(`SELECT erase_after_days AS days FROM request WHERE erase_after_days IS NOT NULL`)).toEqual([
      { days: 5 },
    ]);
    const status = await page('/ask/status', { lang: 'de', token });
    expect(status.html).toContain('Die Löschung beginnt von selbst, 5 Tage nachdem die Kopie bereitliegt.');
    const form = await page('/ask?controller=nordlicht&lang=de');
    expect(form.html).toContain('eine Zahl zwischen 3 und 14');
    const refused = await page('/ask', {
      lang: 'de',
      controller: 'nordlicht',
      right: 'erasure',
      copyFirst: 'yes',
      eraseAfterDays: '99',
      email,
      formToken: hidden(form.html, 'formToken'),
    });
    expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('eine Zahl von Tagen')]);
  });

  it('take a withdrawal that is meant, a message once, and a word that the copy has come', async () => {
    const { token, id } = await asked({ right: 'erasure', copyFirst: 'yes', email: await house.someone() });
    await house.reach(id, 'proving');
    const status = await page('/ask/status', { lang: 'de', token });
    expect(status.html.match(/<h2 id="r-/g)).toHaveLength(2);
    const formToken = hidden(status.html, 'formToken');
    const text = `<b>${CANARY}</b> & mehr`;
    const written = await page('/ask/message', { lang: 'de', token, formToken, text });
    expect(written.html).toContain('Ihre Nachricht ist bei uns');
    expect(written.html).toContain(`&lt;b&gt;${CANARY}&lt;/b&gt; &amp; mehr`);
    await page('/ask/message', { lang: 'de', token, formToken, text });
    expect(await house.sql(`SELECT 1 FROM message`)).toHaveLength(1);
    expect((await page('/ask/message', { lang: 'de', token, formToken, text: ' ' })).status).toBe(422);

    expect((await page('/ask/confirmation', { lang: 'de', token, request: id })).html).toContain(
      'Die Kopie ist noch nicht fertig',
    );
    expect((await page('/ask/package', { lang: 'de', token, request: id })).html).toContain(
      'Es liegt keine Kopie bereit',
    );
    const unsure = await page('/ask/withdrawal', { lang: 'de', token, request: id });
    expect([unsure.status, unsure.html]).toEqual([422, expect.stringContaining('Setzen Sie das Häkchen')]);
    const done = await page('/ask/withdrawal', { lang: 'de', token, request: id, sure: 'yes' });
    expect([done.status, done.html]).toEqual([200, expect.stringContaining('Ihre Anfrage ist zurückgezogen')]);
    await house.reach(id, 'withdrawn');
    expect((await page('/ask/withdrawal', { lang: 'de', token, request: id, sure: 'yes' })).html).toContain(
      'war schon beendet',
    );
  });

  it('take do-not-sell in one step, with the signal', async () => {
    const answer = await page(
      '/ask',
      { ...(await blank('en')), right: 'do_not_sell', email: cast.jo.email, place: 'US-CA' },
      { 'sec-gpc': '1' },
    );
    expect(answer.status).toBe(201);
    expect(answer.html).toContain('It counts as honoured only when every system');
    expect(answer.html).not.toContain('name="code"');
    const reference = /HB-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(answer.html)![0];
    const rows = await house.sql<{ signal: string; country: string; region: string }>(
      `SELECT signal, country, region FROM subject_case WHERE reference = $1`,
      [reference],
    );
    expect(rows).toEqual([{ signal: 'gpc', country: 'US', region: 'CA' }]);
    const mail = await house.mail(cast.jo.email, /We saw your browser's signal on/);
    expect(mail.text).toContain(`signal on ${new URL(house.service.url).host} only`);
  });

  it('show the form again with what was said and what is wrong', async () => {
    const wrong = await page('/ask', {
      ...(await blank()),
      right: 'access',
      email: 'no address',
      text: `"><script>${CANARY}`,
    });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('<a href="#email">Diese E-Mail-Adresse können wir nicht lesen.</a>');
    expect(wrong.html).toContain('value="no address"');
    expect(wrong.html).toContain('aria-invalid="true"');
    expect(wrong.html).not.toContain('<script');
    expect((await page('/ask', { ...(await blank()), email: 'a@example.org' })).html).toContain(
      'Wählen Sie, was Sie möchten',
    );
    const unnamed = { ...(await blank()), right: 'access', email: 'a@example.org', relation: 'parent' };
    expect((await page('/ask', unnamed)).html).toContain('Nennen Sie Ihren Namen');
    const notKnown = { ...(await blank()), right: 'do_not_sell', email: 'a@example.org' };
    expect((await page('/ask', notKnown)).html).toContain('Dieses Recht kennt das Gesetz nicht');
  });

  it('take a form once, and only one that came from here', async () => {
    const count = async () => (await house.sql<{ n: number }>(`SELECT count(*)::int AS n FROM subject_case`))[0]!.n;
    const fields = { ...(await blank()), right: 'access', email: await house.someone() };
    const first = await page('/ask', fields);
    const before = await count();
    const again = await page('/ask', fields);
    expect([again.status, hidden(again.html, 'token')]).toEqual([201, hidden(first.html, 'token')]);
    const changed = await page('/ask', { ...fields, email: 'other@example.org' });
    expect([changed.status, changed.html]).toEqual([422, expect.stringContaining('Das Formular ist abgelaufen')]);
    for (const formToken of ['', 'x', 'A'.repeat(43), `${'A'.repeat(43)}.1.${'A'.repeat(43)}`]) {
      expect((await page('/ask', { ...fields, formToken })).html).toContain('Das Formular ist abgelaufen');
    }
    const old = { ...fields, formToken: (await blank()).formToken! };
    clock.advance(5 * 3_600_000);
    expect((await page('/ask', old)).status).toBe(422);
    const fresh = { ...fields, formToken: (await blank()).formToken! };
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }] as Record<
      string,
      string
    >[]) {
      const foreign = await page('/ask', fresh, headers);
      expect([foreign.status, foreign.html]).toEqual([403, expect.stringContaining('kam von einer anderen Seite')]);
    }
    const origin = await fetch(`${house.service.url}/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
      body: new URLSearchParams(fresh).toString(),
    });
    expect(origin.status).toBe(403);
    expect(await count()).toBe(before);
  });

  it.each<[string, string, string, number]>([
    ['JSON', 'application/json', '{"right":"access"}', 415],
    ['no type', 'text/plain', 'right=access', 415],
    ['a field twice', 'application/x-www-form-urlencoded', 'right=access&right=erasure', 400],
    ['__proto__', 'application/x-www-form-urlencoded', '__proto__=1&controller=nordlicht', 400],
    ['broken escapes', 'application/x-www-form-urlencoded', 'right=%zz', 400],
    ['no UTF-8', 'application/x-www-form-urlencoded', 'right=%ff%fe', 400],
    ['NUL', 'application/x-www-form-urlencoded', 'text=%00', 400],
    [
      'a hundred fields',
      'application/x-www-form-urlencoded',
      Array.from({ length: 100 }, (_, n) => `f${n}=1`).join('&'),
      400,
    ],
    ['100 KB', 'application/x-www-form-urlencoded', `text=${CANARY.repeat(8_000)}`, 413],
    ['nothing', 'application/x-www-form-urlencoded', '', 400],
  ])('answer %s with a page that repeats nothing', async (_what, type, body, status) => {
    for (const path of ['/ask', '/ask/status', '/ask/proof', '/ask/message']) {
      const answer = await fetch(`${house.service.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': type, 'accept-language': 'de' },
        body,
      });
      const html = await answer.text();
      const expected = status === 400 && body === '' && path !== '/ask' ? 404 : status;
      expect([path, answer.status]).toEqual([path, expected]);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(html).toContain('<html lang="de">');
      expect(html).not.toMatch(/kanari|node_modules|    at /);
    }
  });

  it('open no case but for its token, and none by the token of another', async () => {
    const mine = await house.askAs(await house.someone(), ['access']);
    const other = await house.askAs(await house.someone(), ['access']);
    const attempts: Record<string, string>[] = [
      { token: 'x'.repeat(43) },
      { token: mine.reference },
      { token: mine.requests[0]!.id },
      { token: mine.token, reference: other.reference },
      { token: "' OR 1=1 --" },
    ];
    for (const fields of attempts) {
      const answer = await page('/ask/status', { lang: 'de', ...fields });
      expect([answer.status, answer.html]).toEqual([404, expect.stringContaining('keinen Vorgang')]);
      expect(answer.html).not.toContain(mine.reference);
    }
    const foreign = await page('/ask/withdrawal', {
      lang: 'de',
      token: mine.token,
      request: other.requests[0]!.id,
      sure: 'yes',
    });
    expect(foreign.status).toBe(404);
    expect((await house.show(other.requests[0]!.id)).state).not.toBe('withdrawn');
  });

  it('have logged none of it', () => {
    expect(house.service.log.filter((line) => /kanari|Request failed/i.test(line))).toEqual([]);
  });
});
