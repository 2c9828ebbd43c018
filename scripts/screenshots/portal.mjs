import { workedByHand } from './kit/by-hand.mjs';
import { CALIFORNIA, cases } from './kit/cases.mjs';

/** Cases in the states that are shown: not proven, in decision, answered with a copy, erased, opted out, with a code. */
export async function prepare(started) {
  const { call, office, ask, reach, prove, release, approve, vendorsDelete } = await cases(started);
  const asked = await ask('nordlicht', 'carla.tiedjohann@example.org', 'access');
  const code = await ask('sierra', 'kai.brunsbuetteler@example.org', 'rectification', CALIFORNIA);
  const locked = await ask('sierra', 'jo.castellanovich@example.com', 'rectification', CALIFORNIA);
  const optOut = await ask('sierra', 'kai.brunsbuetteler@example.org', 'do_not_sell', CALIFORNIA);
  const copy = await ask('nordlicht', 'anna.behrensen@example.org', 'access');
  const deciding = await ask('nordlicht', 'dieter.grotewohlers@example.org', 'erasure');
  const erased = await ask('nordlicht', 'bernd.ohlsenfeld@example.org', 'erasure');

  for (const opened of [copy, erased, deciding]) await prove(opened);
  await release(copy);
  await approve(erased);
  await call('POST', '/v1/case/messages', copy.token, { text: 'Guten Tag,\nist das Kundenkonto von 2019 auch dabei?' });
  await office('POST', `/v1/requests/${copy.id}/messages`, {
    text: 'Guten Tag, ja, es steht im Abschnitt „Webshop“.',
  });
  await reach(locked, 'proving');
  for (let tries = 0; tries < 5; tries += 1) {
    await call('POST', '/v1/case/proof/code/answer', locked.token, { code: 'AAAA-AAAA' }).catch(() => {});
  }
  await reach(copy, 'closed');
  await vendorsDelete(erased);
  await reach(erased, 'closed');
  await receiptIs(call, erased);
  const { engineer } = JSON.parse(await started.read(started.demo.apiKeys));
  const { link: task } = await workedByHand({ started, call, engineer: engineer.key, ask, prove });
  return { url: started.url, asked, code, locked, optOut, copy, deciding, erased, task };
}

async function receiptIs(call, { token, id }) {
  for (let tries = 0; tries < 60; tries += 1) {
    const receipt = await call('GET', `/v1/case/requests/${id}/receipt`, token).catch(() => null);
    if (receipt) return;
    await new Promise((done) => setTimeout(done, 2_000));
  }
  throw new Error('There is no receipt.');
}

const busy = (page) =>
  page.route('**/v1/**', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"try-again","status":503}' }),
  );

/** Every screen and state of the portal, by the name of its picture. */
export function screens({ url, asked, code, locked, optOut, copy, deciding, erased, task }) {
  const go = (path) => async (page) => {
    await page.goto(url + path, { waitUntil: 'networkidle' });
  };
  const of =
    ({ token }, path = '/case') =>
    async (page) => {
      await page.goto(`${url}/case#${token}`, { waitUntil: 'networkidle' });
      if (path !== '/case') await page.goto(url + path, { waitUntil: 'networkidle' });
    };
  return {
    home: go('/'),
    'home-gpc': async (page, _language, context) => {
      await context.setExtraHTTPHeaders({ 'Sec-GPC': '1' });
      await go('/?controller=sierra')(page);
    },
    'home-loading': async (page) => {
      await page.route('**/v1/portal*', () => {});
      await page.goto(url, { waitUntil: 'load' });
      await page.waitForTimeout(1_500);
    },
    'home-busy': async (page) => {
      await busy(page);
      await page.goto(url);
      await page.locator('.empty-state').waitFor();
    },
    'home-offline': async (page, _language, context) => {
      await go('/')(page);
      await context.setOffline(true);
      await page.locator('.offline-banner').waitFor();
    },
    missing: go('/request/nothing'),
    'not-offered': go('/request/do_not_sell?controller=nordlicht'),
    'ask-access': go('/request/access'),
    'ask-erasure': go('/request/erasure'),
    'ask-rectification': go('/request/rectification'),
    'ask-do-not-sell': async (page, _language, context) => {
      await context.setExtraHTTPHeaders({ 'Sec-GPC': '1' });
      await go('/request/do_not_sell?controller=sierra&place=US-CA')(page);
    },
    'ask-missing-fields': async (page) => {
      await go('/request/rectification')(page);
      await page.locator('.ask-send button').click();
      await page.locator('.field-error').first().waitFor();
    },
    'ask-for-another': async (page) => {
      await go('/request/access')(page);
      await page.locator('.radio-card').nth(1).click();
      await page.locator('.select-button').first().click();
      await page.locator('.listbox').waitFor();
    },
    'ask-fails': async (page) => {
      await go('/request/access')(page);
      await page.route('**/v1/submissions', (route) => route.abort());
      await page.locator('input[type=email]').fill('anna@example.org');
      await page.locator('.ask-send button').click();
      await page.locator('.notice-problem').waitFor();
    },
    'case-no-link': go('/case'),
    'case-unknown': go(`/case#${'x'.repeat(43)}`),
    'case-not-proven': of(asked),
    'case-deciding': of(deciding),
    'case-answered': of(copy),
    'case-erased': async (page) => {
      await of(erased)(page);
      await page.locator('summary').first().click();
    },
    'case-opted-out': of(optOut),
    'case-withdraw': async (page) => {
      await of(deciding)(page);
      await page.locator('.case-actions .button-quiet').click();
      await page.locator('.dialog').waitFor();
    },
    'prove-login': of(asked, '/case/prove'),
    'prove-code': of(code, '/case/prove'),
    'prove-code-wrong': async (page) => {
      await of(code, '/case/prove')(page);
      await page.route('**/v1/case/proof/code/answer', (route) =>
        route.fulfill({
          status: 422,
          contentType: 'application/problem+json',
          body: '{"code":"proof-refused","status":422,"reason":"wrong","attemptsLeft":4}',
        }),
      );
      await page.locator('.code-field input').fill('ABCD-2345');
      await page.locator('.sheet form button').click();
      await page.locator('.field-error').waitFor();
    },
    'prove-code-locked': of(locked, '/case/prove'),
    proven: of(deciding, '/case/prove'),
    messages: of(copy, '/case/messages'),
    'messages-none': of(asked, '/case/messages'),
    answer: of(copy, `/case/answer/${copy.id}`),
    'answer-report': async (page) => {
      await of(copy, `/case/answer/${copy.id}`)(page);
      await page.locator('section:has(iframe) button').click();
      await page.locator('iframe:not([hidden])').waitFor();
    },
    'answer-none': of(asked, `/case/answer/${asked.id}`),
    receipt: async (page) => {
      await of(erased, `/case/receipt/${erased.id}`)(page);
      await page.locator('.notice-good').waitFor();
    },
    verify: go('/verify'),
    'verify-malformed': async (page) => {
      await go('/verify')(page);
      await page.locator('textarea').fill('c2sp.org/tlog-proof@v1');
      await page.locator('form button').last().click();
      await page.locator('.notice-problem').waitFor();
    },
    further: of(asked, '/case/further'),
    task: go(task),
    'task-record': async (page) => {
      await go(task)(page);
      await page
        .getByRole('button', { name: /(Eintrag hinzufügen|Add a record|Add an entry)/ })
        .first()
        .click();
    },
    'task-no-link': go('/task'),
    object: go(`/object#${'x'.repeat(43)}`),
    'object-no-link': go('/object'),
  };
}
