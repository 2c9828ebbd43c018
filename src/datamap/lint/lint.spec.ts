import { readFileSync } from 'node:fs';
import { sentence } from '../finding.js';
import { loadMap } from '../load/load-map.js';
import { lint, rules } from './lint.js';

const docs = readFileSync('docs/data-map.md', 'utf8');
const example = /## A full example\n\n```yaml\n([\s\S]*?)```/.exec(docs)![1]!;
const knownGrounds = ['de/ao-147/buchungsbeleg', 'gdpr/17-1-a/contract-runs'];

function findings(text: string): { code: string; severity: string; line: string; message: string }[] {
  const loaded = loadMap('shop.yaml', text);
  const found =
    loaded.status === 'refused'
      ? loaded.findings
      : lint(loaded.map, { file: 'shop.yaml', locate: loaded.locate, knownGrounds });
  return found.map(({ code, severity, line, message }) => ({
    code,
    severity,
    message,
    line: text.split('\n')[line - 1] ?? '',
  }));
}

/** Edits the example; an edit that does not apply is a broken test. */
function edited(...edits: [string, string][]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The example has no ${from}`);
    return text.replace(from, to);
  }, example);
}

it('finds nothing wrong with the example of the docs', () => {
  expect(findings(example)).toEqual([]);
});

const keepErasure = 'erasure: delete\n    optOut';

/** What is changed, the code that must come, and a piece of the line it must point to. */
const cases: [what: string, edits: [string, string][], code: string, line: string][] = [
  [
    'a question left open',
    [['source: { en: From you, de: Von Ihnen selbst }', "source: '??? where from'"]],
    'to-fill-in',
    'source:',
  ],
  [
    'no source at all',
    [['source: { en: From you, de: Von Ihnen selbst }\n', '']],
    'article-15-fact-missing',
    'habeas: 1',
  ],
  ['blank transfers', [['transfers: none', "transfers: ' '"]], 'article-15-fact-missing', 'transfers'],
  [
    'no purposes',
    [[example.slice(example.indexOf('purposes:'), example.indexOf('recipients:')), 'purposes: {}\n']],
    'article-15-fact-missing',
    'purposes',
  ],
  [
    'no copies',
    [[example.slice(example.indexOf('copies:'), example.indexOf('follow:')), 'copies: {}\n']],
    'no-copies',
    'copies',
  ],
  ['a copy without end', [[', kept: P35D', '']], 'copy-without-end', 'backup:'],
  ['a purpose nobody defined', [['purpose: tax', 'purpose: taxes']], 'purpose-undefined', 'purpose: taxes'],
  ['a purpose nobody serves', [['purpose: [order, newsletter]', 'purpose: order']], 'purpose-unused', 'newsletter:'],
  ['a password in clear', [['env:SHOP_DATABASE_URL', 'env:X, password: hunter2']], 'secret-in-clear', 'connection'],
  [
    'a URL with a password',
    [['env:SHOP_DATABASE_URL', "'postgres://app:hunter2@db/shop'"]],
    'secret-in-clear',
    'connection',
  ],
  ['following addresses', [['follow: [email]', 'follow: [email, postal_address]']], 'follow-refused', 'follow'],
  ['following IPs under another spelling', [['follow: [email]', 'follow: [IP-Address]']], 'follow-refused', 'follow'],
  ['following what nothing shows', [['follow: [email]', 'follow: [emial]']], 'follow-unknown', 'follow'],
  [
    'selling without opt-out',
    [
      ['    optOut: { set: { do_not_sell: true } }\n', ''],
      ['follow: [email]', 'sells: true'],
    ],
    'opt-out-missing',
    'sells',
  ],
  [
    'an owner that is not there',
    [['belongsTo: { invoices: invoice_number }', 'belongsTo: { invoice: invoice_number }']],
    'unknown-collection',
    'belongsTo: { invoice:',
  ],
  [
    'a holder that is not there',
    [['orders: shipping_address_id }', 'order: shipping_address_id }']],
    'unknown-collection',
    'sharedBy',
  ],
  [
    'a prototype as owner',
    [['belongsTo: { invoices: invoice_number }', 'belongsTo: { toString: invoice_number }']],
    'unknown-collection',
    'toString',
  ],
  [
    'an earlier that is not there',
    [['sharedBy: {', 'eraseAfter: [nothing]\n    sharedBy: {']],
    'unknown-collection',
    'eraseAfter',
  ],
  [
    'too few columns for a composite key',
    [
      ['follow: [email]', 'follow: [email]'],
      [
        'collections:\n',
        'collections:\n  line_notes:\n    key: id\n    purpose: order\n    belongsTo: { invoice_lines: invoice_number }\n    fields: {}\n    notPersonal: [invoice_number]\n    erasure: delete\n',
      ],
    ],
    'join-arity',
    'belongsTo: { invoice_lines',
  ],
  [
    'two that own each other',
    [
      [
        '    identifiedBy: { email: email, shop_customer_id: id }',
        '    identifiedBy: { email: email, shop_customer_id: id }\n    belongsTo: { orders: created_at }',
      ],
    ],
    'ownership-cycle',
    'belongsTo: { orders',
  ],
  [
    'owned and shared by the same',
    [
      [
        'sharedBy: { customers: default_address_id',
        'belongsTo: { customers: id }\n    sharedBy: { customers: default_address_id',
      ],
    ],
    'delete-order-impossible',
    'customers:',
  ],
  [
    'eraseAfter against the links',
    [
      [
        '    identifiedBy: { email: email, shop_customer_id: id }',
        '    identifiedBy: { email: email, shop_customer_id: id }\n    eraseAfter: [addresses]',
      ],
    ],
    'delete-order-impossible',
    'customers:',
  ],
  [
    'nothing leads there',
    [
      ['    belongsTo: { invoices: invoice_number }\n', ''],
      ['because: invoices, keep: [description]', 'from: line, keep: [description]'],
    ],
    'unreachable-collection',
    'invoice_lines:',
  ],
  [
    'behind what is not searched',
    [
      [
        '    key: number\n',
        "    key: number\n    searched: { not: { ground: gdpr/17-1-a/contract-runs, reason: 'x' } }\n",
      ],
    ],
    'unreachable-collection',
    'invoice_lines:',
  ],
  [
    'one table twice',
    [['  orders:\n    key: id', '  orders:\n    from: customers\n    key: id']],
    'same-table-twice',
    'from: customers',
  ],
  [
    'two brands without scope',
    [['controllers: [nordlicht]', 'controllers: [nordlicht, suedwind]']],
    'scope-missing',
    'customers:',
  ],
  [
    'a scope for a stranger',
    [['    purpose: [order, newsletter]', '    purpose: [order, newsletter]\n    scope: { nordlich: { id: 1 } }']],
    'scope-controller-unknown',
    'scope',
  ],
  [
    'a brand that sees nothing',
    [
      ['controllers: [nordlicht]', 'controllers: [nordlicht, suedwind]'],
      ['    purpose: [order, newsletter]', '    purpose: [order, newsletter]\n    scope: { nordlicht: { id: 1 } }'],
    ],
    'scope-controller-blind',
    'scope',
  ],
  ['identified by no column', [['email: email, shop', 'email: mail, shop']], 'unknown-column', 'identifiedBy'],
  ['necessary by no column', [['while: { status:', 'while: { state:']], 'unknown-column', 'while'],
  ['retained from no column', [['from: invoiced_at', 'from: invoiced_on']], 'unknown-column', 'from: invoiced_on'],
  [
    'keeping no column',
    [['keep: [first_name, last_name]', 'keep: [first_name, name]']],
    'unknown-column',
    'keep: [first_name, name]',
  ],
  ['clearing no column', [['clear: [note]', 'clear: [notes]']], 'unknown-column', 'clear: [notes]'],
  [
    'a join by no column',
    [['belongsTo: { invoices: invoice_number }', 'belongsTo: { invoices: invoice_no }']],
    'unknown-column',
    'invoice_no',
  ],
  [
    'a holder’s column that is none',
    [['orders: shipping_address_id }', 'orders: ship_address_id }']],
    'unknown-column',
    'sharedBy',
  ],
  [
    'a scope by no column',
    [['    purpose: [order, newsletter]', '    purpose: [order, newsletter]\n    scope: { nordlicht: { brand: 1 } }']],
    'unknown-column',
    'scope',
  ],
  [
    'an opt-out to no column',
    [['optOut: { set: { do_not_sell: true } }', 'optOut: { set: { dns: true } }']],
    'unknown-column',
    'optOut',
  ],
  [
    'personal and not personal',
    [['notPersonal: [created_at,', 'notPersonal: [first_name,']],
    'column-twice',
    'notPersonal: [first_name',
  ],
  [
    'a category that is none',
    [['first_name: user.name.first', 'first_name: user.name.frist']],
    'category-unknown',
    'first_name:',
  ],
  [
    'a category cut inside a word',
    [['first_name: user.name.first', 'first_name: user.nam']],
    'category-unknown',
    'first_name:',
  ],
  [
    'an old category',
    [['description: user.behavior.purchase_history', 'description: user.job_title']],
    'category-replaced',
    'description',
  ],
  [
    'a ground no law defines',
    [['ground: gdpr/17-1-a/contract-runs', 'ground: gdpr/17-1-a/contract-run']],
    'ground-unknown',
    'contract-run ',
  ],
  [
    'retained but nothing kept',
    [['because: invoices, keep: [description]', 'because: invoices, keep: []']],
    'retain-without-keep',
    'keep: []',
  ],
  ['retained and keep forgotten', [[', keep: [description]', '']], 'retain-without-keep', 'retain'],
  [
    'retained, and nobody can tell whose it was',
    [
      ['keep: [billing_name, billing_address]', 'keep: [note]'],
      ['clear: [note]', 'clear: [billing_name]'],
      ['keep: [first_name, last_name]', 'keep: [birthday]'],
    ],
    'retain-keeps-nobody',
    'keep: [birthday]',
  ],
  ['retained from nowhere', [['        from: invoiced_at\n', '']], 'retain-without-start', 'retain'],
  [
    'because of what goes',
    [['because: invoices\n', 'because: orders\n']],
    'retain-because-not-retained',
    'because: orders',
  ],
  [
    'reasons in a circle',
    [['        from: invoiced_at\n', '        because: customers\n']],
    'retain-because-not-retained',
    'because',
  ],
  ['kept and cleared', [['clear: [note]', 'clear: [billing_name]']], 'retain-contradiction', 'clear'],
  [
    'anonymised without assessor',
    [[keepErasure, 'erasure: mask\n    anonymised: { on: 2026-01-01, why: x }\n    optOut']],
    'anonymised-unassessed',
    'anonymised',
  ],
  [
    'anonymised by a blank',
    [[keepErasure, "erasure: mask\n    anonymised: { assessedBy: ' ', on: 2026-01-01, why: x }\n    optOut"]],
    'anonymised-unassessed',
    'anonymised',
  ],
  [
    'anonymised beside a retained invoice',
    [[keepErasure, 'erasure: mask\n    anonymised: { assessedBy: A, on: 2026-01-01, why: x }\n    optOut']],
    'anonymised-but-joined',
    'anonymised',
  ],
  [
    'anonymised and deleted',
    [['  addresses:\n', '  addresses:\n    anonymised: { assessedBy: A, on: 2026-01-01, why: x }\n']],
    'anonymised-without-mask',
    'anonymised',
  ],
  [
    'a masked key',
    [['    fields: { street:', '    fields: { id: { category: user.unique_id, mask: { hash: {} } }, street:']],
    'mask-on-key',
    'id:',
  ],
  [
    'one constant for every e-mail',
    [["{ hash: { suffix: '@erased.invalid' } }", '{ constant: gone@erased.invalid }']],
    'mask-constant-on-identifier',
    'email:',
  ],
  [
    'half an e-mail',
    [["{ hash: { suffix: '@erased.invalid' } }", '{ keepPrefix: 3 }']],
    'mask-keeps-identifier',
    'email:',
  ],
  [
    'redacting a name',
    [['last_name: user.name.last', 'last_name: { category: user.name.last, mask: { redact: true } }']],
    'mask-redact-needs-free-text',
    'last_name',
  ],
  ['hashing a birthday', [['mask: { date: year }', 'mask: { hash: {} }']], 'mask-unsuited', 'birthday'],
  [
    'masking a link',
    [
      ['delivery_note: {', 'customer_id: { category: user.unique_id, mask: { hash: {} } }\n      delivery_note: {'],
      ['notPersonal: [customer_id, shipping', 'notPersonal: [shipping'],
    ],
    'mask-on-link',
    'customer_id',
  ],
];

it.each(cases)('%s', (_what, edits, code, line) => {
  const start = example.indexOf('    erasure:\n      retain:');
  const customersDeleted = example.replace(
    example.slice(start, example.indexOf('    optOut:')),
    '    erasure: delete\n',
  );
  const base = edits.some(([from]) => from === keepErasure) ? customersDeleted : example;
  const text = edits.reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`The example has no ${from}`);
    return all.replace(from, to);
  }, base);
  const found = findings(text);
  expect(found.map((one) => one.code)).toContain(code);
  const [first] = found.filter((one) => one.code === code);
  expect(first!.line).toContain(line);
});

it('has a case for every rule, and the docs list every rule', () => {
  const tried = new Set(cases.map(([, , code]) => code));
  expect(rules.map((rule) => rule.code).filter((code) => !tried.has(code))).toEqual([]);
  const listed = (code: string, severity: string): boolean =>
    new RegExp(`\\| \`${code}\`\\s*\\| ${severity}\\s*\\|`).test(docs);
  expect(rules.filter((rule) => !listed(rule.code, rule.severity)).map((rule) => rule.code)).toEqual([]);
});

it('lets lines of an invoice rest on the invoice that names somebody', () => {
  const nameless = edited(['keep: [first_name, last_name]', 'keep: [birthday]']);
  expect(findings(nameless).map(({ code }) => code)).not.toContain('retain-keeps-nobody');
});

it('says nothing of grounds when nobody told which are known', () => {
  const loaded = loadMap('x', edited(['ground: gdpr/17-1-a/contract-runs', 'ground: gdpr/9/x']));
  expect(loaded.status === 'loaded' && lint(loaded.map)).toEqual([]);
});

it('lets a policy follow what is refused by default', () => {
  const text = edited(['follow: [email]', 'follow: [email, household]'], ['shop_customer_id: id', 'household: id']);
  const loaded = loadMap('x', text);
  expect(loaded.status === 'loaded' && lint(loaded.map, { allowFollow: ['household'] })).toEqual([]);
});

it('allows merged contacts: a row that refers to its own kind', () => {
  const text = edited([
    'identifiedBy: { email: email, shop_customer_id: id }',
    'identifiedBy: { email: email, shop_customer_id: id }\n    belongsTo: { customers: created_at }',
  ]);
  expect(
    findings(text).filter((one) => one.code === 'ownership-cycle' || one.code === 'delete-order-impossible'),
  ).toEqual([]);
});

it('never repeats a secret', () => {
  const text = edited(['env:SHOP_DATABASE_URL', 'env:X, token: s3cr3t-t0ken']);
  const loaded = loadMap('x', text);
  const found = loaded.status === 'loaded' ? lint(loaded.map) : [];
  expect(found).toHaveLength(1);
  expect(JSON.stringify(found) + found.map(sentence).join('')).not.toContain('s3cr3t');
});
