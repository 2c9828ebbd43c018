import pg from 'pg';
import { Secret, TOTP } from 'otpauth';
import { workedByHand } from './kit/by-hand.mjs';
import { cases } from './kit/cases.mjs';
import { possibleRequests } from './kit/messages.mjs';

/** Requests in every state that the office meets, and who looks at them. */
export async function prepare(started) {
  const { call, office, ask, reach, prove, release, approve, vendorsDelete } = await cases(started);
  const unproven = await ask('nordlicht', 'carla.tiedjohann@example.org', 'access');
  const deciding = await ask('nordlicht', 'edda.grotewohlers@example.org', 'erasure');
  const drifted = await ask('nordlicht', 'gesa.wulfsbrook@example.org', 'erasure');
  const reviewing = await ask('nordlicht', 'farid.nasserzadeh@example.org', 'access');
  const erased = await ask('nordlicht', 'ivo.petkovaric@example.org', 'erasure');
  const byHand = await ask('nordlicht', 'hanna.luettjohanns@example.net', 'rectification');
  for (const opened of [deciding, drifted, reviewing, erased, byHand]) await prove(opened);

  await approve(erased);
  await reach(drifted, 'deciding');
  await office('POST', `/v1/requests/${drifted.id}/plan/approval`, await changed(started, office, drifted));
  await reach(reviewing, 'reviewing');
  await vendorsDelete(erased);
  await reach(erased, 'closed');
  await call('POST', '/v1/case/messages', deciding.token, {
    text: 'Bitte löschen Sie auch das Konto meiner Gastbestellung.',
  });
  const { engineer } = JSON.parse(await started.read(started.demo.apiKeys));
  const possible = await possibleRequests(started, office);
  const { system: worked } = await workedByHand({ started, call, engineer: engineer.key, ask, prove });
  return {
    url: started.url,
    possible,
    worked,
    cookie: await signedIn(started, 'officer'),
    auditor: await signedIn(started, 'auditor'),
    engineer: await signedIn(started, 'engineer'),
    unproven,
    deciding,
    drifted,
    reviewing,
    erased,
    byHand,
    release,
  };
}

/** An order that was done is open again: what was approved is not what is there. @returns the approval. */
async function changed({ demo, read }, office, { id }) {
  const { hash } = await office('GET', `/v1/requests/${id}/plan`);
  const url = /^DEMO_SHOP_ERASE_URL=(.+)$/m.exec(await read(demo.environment))[1];
  const shop = new pg.Client({ connectionString: url });
  await shop.connect();
  await shop.query(`UPDATE customers SET has_open_order = true WHERE customer_no = 'NL-100107'`);
  await shop.end();
  return { hash };
}

/** The cookie of a session with both factors. */
async function signedIn({ url, demo, read }, role) {
  const { email, password, secret } = JSON.parse(await read(demo.signIn))[role];
  let cookie = '';
  const post = async (path, body) => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    cookie = answer.headers.getSetCookie().at(-1)?.split(';')[0] ?? cookie;
  };
  await post('/v1/staff/sign-in', { email, password });
  await post('/v1/staff/sign-in/totp', { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() });
  const [name, ...value] = cookie.split('=');
  return { name, value: value.join('='), url };
}

const busy = (page) =>
  page.route('**/v1/requests*', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"try-again","status":503}' }),
  );

/** The account's language goes before the browser's; the demo's office is German. */
async function inLanguageOfBrowser(page) {
  const locale = (await page.evaluate(() => navigator.language)).slice(0, 2);
  await page.route('**/v1/staff/me', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), locale } });
  });
}

/** Every screen and state of the desk, by the name of its picture. */
export function screens(stage) {
  const { url, cookie, auditor, engineer, unproven, deciding, drifted, reviewing, erased, byHand, possible, worked } =
    stage;
  /** News come for as long as a page is open, so that the network is never idle: what is shown says when it is there. */
  const open = async (page, path, as = cookie) => {
    await page.context().addCookies([as]);
    await inLanguageOfBrowser(page);
    await page.goto(`${url}/desk${path}`);
    await page.locator('main h1').waitFor();
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  };
  const at = (path, as) => (page) => open(page, path, as);
  const part =
    ({ id }, name, then) =>
    async (page) => {
      await open(page, `/requests/${id}${name === 'overview' ? '' : `?part=${name}`}`);
      await page.waitForTimeout(800);
      await then?.(page);
    };
  const pressed = (words) => (page) => page.getByRole('button', { name: words }).first().click();
  const dialog = (words) => async (page) => {
    await pressed(words)(page);
    await page.getByRole('dialog').waitFor();
  };
  return {
    'sign-in': async (page) => {
      await page.goto(`${url}/desk/sign-in`, { waitUntil: 'networkidle' });
    },
    'sign-in-refused': async (page) => {
      await page.goto(`${url}/desk/sign-in`, { waitUntil: 'networkidle' });
      await page.locator('input[type=email]').fill('nobody@office.test');
      await page.locator('input[type=password]').fill('not the password');
      await page.locator('form button[type=submit]').click();
      await page.locator('.notice-problem').waitFor();
    },
    'set-up-done': async (page) => {
      await page.goto(`${url}/desk/set-up`, { waitUntil: 'networkidle' });
    },
    'invitation-unknown': async (page) => {
      await page.goto(`${url}/desk/invitation#${'x'.repeat(43)}`, { waitUntil: 'networkidle' });
    },
    queue: at('/'),
    'queue-filtered-to-nothing': at('/?state=forgotten'),
    'queue-loading': async (page) => {
      await page.context().addCookies([cookie]);
      await page.route('**/v1/requests?*', () => {});
      await page.goto(`${url}/desk`);
      await page.locator('.skeleton').first().waitFor();
    },
    'queue-busy': async (page) => {
      await page.context().addCookies([cookie]);
      await busy(page);
      await page.goto(`${url}/desk`);
      await page.locator('.empty-state, .notice-problem').first().waitFor();
    },
    'queue-offline': async (page) => {
      await open(page, '/');
      await page.context().setOffline(true);
      await page.locator('.offline-banner').waitFor();
    },
    record: at('/record'),
    'record-missing-fields': async (page) => {
      await open(page, '/record');
      await page.locator('form button[type=submit]').last().click();
      await page.locator('.field-error').first().waitFor();
    },
    'case-unproven': part(unproven, 'overview'),
    'case-by-hand': part(byHand, 'overview'),
    'case-deciding': part(deciding, 'overview'),
    'case-hold': part(deciding, 'overview', dialog(/^(Anhalten|Place a hold)/)),
    'case-reveal': part(deciding, 'overview', dialog(/^(Kennungen zeigen|Show identifiers)/)),
    'plan-table': part(deciding, 'plan'),
    'plan-drifted': part(drifted, 'plan'),
    'package-review': part(reviewing, 'package'),
    letters: part(erased, 'letters'),
    'letters-deciding': part(deciding, 'letters'),
    messages: part(deciding, 'messages'),
    'progress-done': part(erased, 'progress'),
    'trail-verified': part(erased, 'trail', (page) => page.waitForTimeout(1_500)),
    'case-erased': part(erased, 'overview'),
    'case-unknown': at(`/requests/${crypto.randomUUID()}`),
    errands: at('/errands'),
    possible: at('/possible'),
    'possible-none': at('/possible?state=confirmed'),
    'possible-message': at(`/possible/${possible}`),
    'possible-confirming': async (page) => {
      await open(page, `/possible/${possible}`);
      await page.getByRole('radio', { name: /^(Ein Antrag|A request)/ }).check({ force: true });
      await page.getByRole('checkbox').first().waitFor();
    },
    'possible-dismissing': async (page) => {
      await open(page, `/possible/${possible}`);
      await page.getByRole('radio', { name: /^(Kein Antrag|No request|Not a request)/ }).check({ force: true });
    },
    systems: at('/systems'),
    'system-new': at('/systems/new', engineer),
    system: at('/systems/shop'),
    'system-map': at('/systems/shop?part=map'),
    'system-owner': at(`/systems/${worked}?part=owner`, engineer),
    'system-restore': at('/systems/shop?part=restore'),
    'system-trial': at('/systems/shop?part=trial', engineer),
    'system-versions': at('/systems/shop?part=versions'),
    figures: at('/figures'),
    trust: at('/trust'),
    staff: at('/staff'),
    account: at('/account'),
    'first-run': at('/first-run', engineer),
    forbidden: at('/record', auditor),
    'queue-of-another-role': at('/', auditor),
    missing: at('/nothing-here'),
  };
}
