import { appendFragment } from '../../src/ledger/append-statement.js';
import { entryRow } from '../../src/ledger/entry-row.js';
import { leafBody, leafHashSql } from '../../src/ledger/leaf-body.js';
import { signCheckpoint } from '../../src/ledger/notes/checkpoint.js';
import { Signer } from '../../src/ledger/signer.js';
import { TILE_WIDTH } from '../../src/ledger/stored-tree.js';
import { rootOf } from '../../src/ledger/tree/right-edge.js';
import type { Verification } from '../../src/ledger/verify/finding.js';
import { verifyLedger } from '../../src/ledger/verify/verify-ledger.js';
import { event, type LogUnderTest, newKey, openLog, origin } from './ledger-fixture.js';

let log: LogUnderTest;
/** Checkpoints over 300 and over 700 leaves, as an auditor holds them. */
let held: string[];

beforeEach(async () => {
  log = await openLog();
  held = [await log.grow(300), await log.grow(400)];
});
afterEach(() => log.end());

const verify = (outside: readonly string[] = held, keys = [log.key.verifierKey]): Promise<Verification> =>
  log.source.transaction('REPEATABLE READ', (manager) => verifyLedger(manager, { keys, outside }));

const entryOf = (index: number): string => `(SELECT entry_id FROM ledger_leaf WHERE leaf_index = ${index})`;

/** Makes text and hash of leaves agree with their entries again, as one would who knows how they are made. */
const reword = (where: string): string =>
  `UPDATE ledger_leaf leaf SET body = worded.body, hash = ${leafHashSql('worded.body')}
   FROM (SELECT leaf_index AS place, ${leafBody('leaf_index')} AS body
         FROM ledger_leaf JOIN ledger_entry entry ON entry.id = entry_id WHERE ${where}) AS worded
   WHERE leaf.leaf_index = worded.place`;

const falsify = (index: number): string =>
  `UPDATE ledger_entry SET body = replace(body, 'c0ffee', 'decaff') WHERE id = ${entryOf(index)}`;

/** Makes nodes and checkpoints fit whatever the leaves now are, signed with the given key. */
async function rebuild(key = log.key): Promise<void> {
  const rows: { hash: Buffer }[] = await log.source.query(`SELECT hash FROM ledger_leaf ORDER BY leaf_index`);
  const hashes = rows.map((row) => row.hash);
  const bytes = (hash: Buffer): string => `'\\x${hash.toString('hex')}'::bytea`;
  const nodes = Array.from({ length: Math.floor(hashes.length / TILE_WIDTH) }, (_, tile) =>
    rootOf(hashes.slice(tile * TILE_WIDTH, (tile + 1) * TILE_WIDTH)),
  );
  await log.tamper(
    `DELETE FROM ledger_node`,
    ...nodes.map((hash, tile) => `INSERT INTO ledger_node VALUES (8, ${tile}, ${bytes(hash)})`),
    `DELETE FROM ledger_checkpoint`,
    ...[300, 700]
      .filter((size) => size <= hashes.length)
      .map((size) => {
        const root = rootOf(hashes.slice(0, size));
        const note = signCheckpoint({ origin, size, root }, key.key);
        return `INSERT INTO ledger_checkpoint (size, root, note) VALUES (${size}, ${bytes(root)}, '${note}')`;
      }),
  );
}

describe('a log that nobody touched', () => {
  it('verifies against checkpoints held outside', async () => {
    const found = await verify();
    expect(found).toMatchObject({
      size: 700,
      checkpoints: 2,
      outsideCovers: 700,
      findings: [],
      first: null,
      exitCode: 0,
    });
    expect(found.root).toMatch(/^[0-9a-f]{64}$/);
  });

  it('without one is said to agree with itself only, and that is no success', async () => {
    expect(await verify([])).toMatchObject({ outsideCovers: null, findings: [], exitCode: 2 });
  });

  it('is spoken for only as far as the checkpoint goes', async () => {
    expect(await verify(held.slice(0, 1))).toMatchObject({ outsideCovers: 300, exitCode: 0 });
  });

  it('goes on growing while it is verified', async () => {
    const [found] = await Promise.all([
      verifyLedger(log.source.manager, { keys: [log.key.verifierKey], outside: held }),
      log.grow(600),
    ]);
    expect(found).toMatchObject({ findings: [], exitCode: 0 });
  });

  it('with a checkpoint of another log, or a forged one, does not verify', async () => {
    const stranger = newKey();
    const forged = signCheckpoint({ origin, size: 700, root: Buffer.alloc(32) }, stranger.key);
    expect(await verify([forged])).toMatchObject({ first: { what: 'resigned' }, outsideCovers: null, exitCode: 1 });
  });

  it('that is empty has nothing to show', async () => {
    await log.tamper(
      ...['ledger_entry', 'ledger_leaf', 'ledger_node', 'ledger_checkpoint'].map((table) => `DELETE FROM ${table}`),
    );
    expect(await verify([])).toMatchObject({ size: 0, exitCode: 2 });
    expect(await verify()).toMatchObject({ first: { what: 'truncated', index: 0, through: 699 }, exitCode: 1 });
  });
});

describe('found, with the first bad leaf named', () => {
  const single: [string, string[], object][] = [
    ['an entry edited', [falsify(421)], { what: 'edited', index: 421 }],
    [
      "an entry's case changed",
      [`UPDATE ledger_entry SET case_id = repeat('0', 32) WHERE id = ${entryOf(421)}`],
      { what: 'edited', index: 421 },
    ],
    [
      "an entry's case removed",
      [`UPDATE ledger_entry SET case_id = NULL WHERE id = ${entryOf(421)}`],
      { what: 'edited', index: 421 },
    ],
    [
      "an entry's request changed",
      [`UPDATE ledger_entry SET request_id = repeat('0', 32) WHERE id = ${entryOf(421)}`],
      { what: 'edited', index: 421 },
    ],
    [
      "an entry's kind changed",
      [`UPDATE ledger_entry SET kind = 'plan.risen' WHERE id = ${entryOf(421)}`],
      { what: 'edited', index: 421 },
    ],
    [
      "an entry's times moved together",
      [
        `UPDATE ledger_entry SET at = at - interval '1 day', recorded_at = recorded_at - interval '1 day' WHERE id = ${entryOf(421)}`,
      ],
      { what: 'edited', index: 421 },
    ],
    [
      'an entry spoilt',
      [`UPDATE ledger_entry SET body = E'{"not\\njson' WHERE id = ${entryOf(421)}`],
      { what: 'edited', index: 421 },
    ],
    [
      'a leaf edited',
      [`UPDATE ledger_leaf SET body = replace(body, 'c0ffee', 'decaff') WHERE leaf_index = 421`],
      { what: 'edited', index: 421 },
    ],
    [
      'a leaf and its hash edited',
      [
        `UPDATE ledger_leaf SET body = replace(body, 'c0ffee', 'decaff') WHERE leaf_index = 421`,
        `UPDATE ledger_leaf SET hash = ${leafHashSql('body')} WHERE leaf_index = 421`,
      ],
      { what: 'edited', index: 421 },
    ],
    [
      'a newline slipped into a leaf',
      [`UPDATE ledger_leaf SET body = body || E'\\n' WHERE leaf_index = 421`],
      { what: 'edited', index: 421 },
    ],
    ['a leaf deleted', [`DELETE FROM ledger_leaf WHERE leaf_index = 421`], { what: 'deleted', index: 421 }],
    ['the first leaf deleted', [`DELETE FROM ledger_leaf WHERE leaf_index = 0`], { what: 'deleted', index: 0 }],
    [
      'a leaf deleted and the others moved up',
      [
        `DELETE FROM ledger_leaf WHERE leaf_index = 421`,
        `UPDATE ledger_leaf SET leaf_index = -leaf_index WHERE leaf_index > 421`,
        `UPDATE ledger_leaf SET leaf_index = -leaf_index - 1 WHERE leaf_index < 0`,
      ],
      { what: 'reordered', index: 421 },
    ],
    ['an entry deleted', [`DELETE FROM ledger_entry WHERE id = ${entryOf(421)}`], { what: 'deleted', index: 421 }],
    [
      'two leaves exchanged',
      [
        `UPDATE ledger_leaf SET leaf_index = -1 WHERE leaf_index = 421`,
        `UPDATE ledger_leaf SET leaf_index = 421 WHERE leaf_index = 500`,
        `UPDATE ledger_leaf SET leaf_index = 500 WHERE leaf_index = -1`,
      ],
      { what: 'reordered', index: 421 },
    ],
    [
      'the tail cut off',
      [`DELETE FROM ledger_leaf WHERE leaf_index >= 650`],
      { what: 'truncated', index: 650, through: 699 },
    ],
    [
      'a node changed',
      [`UPDATE ledger_node SET hash = sha256(hash) WHERE node_index = 1`],
      { what: 'rewritten', index: 256, through: 511 },
    ],
    ['a node deleted', [`DELETE FROM ledger_node WHERE node_index = 1`], { what: 'deleted', index: 256 }],
    [
      'a checkpoint edited',
      [`UPDATE ledger_checkpoint SET note = replace(note, '300', '299') WHERE size = 300`],
      { what: 'resigned', index: 299 },
    ],
    [
      "a checkpoint's row edited",
      [`UPDATE ledger_checkpoint SET root = sha256(root) WHERE size = 300`],
      { what: 'resigned', index: 299 },
    ],
  ];

  it.each(single)('%s', async (_what, statements, finding) => {
    await log.tamper(...statements);
    const found = await verify();
    expect(found.first).toMatchObject(finding);
    expect(found.exitCode).toBe(1);
  });

  it('each of several', async () => {
    await log.tamper(falsify(500), falsify(12), `DELETE FROM ledger_entry WHERE id = ${entryOf(300)}`);
    const { findings, first } = await verify();
    expect(first).toMatchObject({ what: 'edited', index: 12 });
    expect(findings.map(({ what, index }) => `${what} ${index}`)).toEqual(['edited 12', 'deleted 300', 'edited 500']);
  });

  it('an entry that never got a place, its line among the pending struck off', async () => {
    const row = entryRow(event());
    const { ctes, parameters } = appendFragment([row], { first: 1 });
    await log.source.query(`WITH ${ctes} SELECT`, parameters);
    expect(await verify()).toMatchObject({ exitCode: 0 });
    await log.source.query(`DELETE FROM ledger_pending`);
    expect(await verify()).toMatchObject({ first: { what: 'unsequenced', index: null }, exitCode: 1 });
  });
});

describe('a rewritten log', () => {
  it('is found by its nodes when leaves and entries agree', async () => {
    await log.tamper(falsify(421), reword('leaf_index = 421'));
    expect(await verify()).toMatchObject({ first: { what: 'rewritten', index: 256, through: 511 }, exitCode: 1 });
  });

  it('signed with another key is found without any outside checkpoint', async () => {
    await log.tamper(falsify(421), reword('leaf_index = 421'));
    await rebuild(newKey());
    const found = await verify([]);
    expect(found.findings.map((finding) => finding.what)).toEqual(['resigned', 'resigned']);
    expect(found.exitCode).toBe(1);
  });

  it('signed with the same key agrees with itself, but not with what an auditor holds', async () => {
    await log.tamper(falsify(421), reword('leaf_index = 421'));
    await rebuild();
    expect(await verify([])).toMatchObject({ findings: [], outsideCovers: null, exitCode: 2 });
    const found = await verify();
    expect(found.first).toMatchObject({ what: 'rewritten', index: 300, through: 699 });
    expect(found).toMatchObject({ outsideCovers: 300, exitCode: 1 });
    expect((await verify(held.slice(1))).first).toMatchObject({ what: 'rewritten', index: 0, through: 699 });
  });

  it('from the first leaf on, and reordered, is found the same way', async () => {
    await log.tamper(
      `UPDATE ledger_leaf SET leaf_index = -leaf_index - 1`,
      `UPDATE ledger_leaf SET leaf_index = 700 + leaf_index`,
      reword('true'),
    );
    await rebuild();
    expect(await verify([])).toMatchObject({ findings: [], exitCode: 2 });
    expect((await verify()).first).toMatchObject({ what: 'rewritten', index: 0, through: 299 });
  });

  it('cut and signed again is found', async () => {
    await log.tamper(
      `DELETE FROM ledger_entry WHERE id IN (SELECT entry_id FROM ledger_leaf WHERE leaf_index >= 300)`,
      `DELETE FROM ledger_leaf WHERE leaf_index >= 300`,
    );
    await rebuild();
    expect(await verify([])).toMatchObject({ findings: [], exitCode: 2 });
    expect((await verify()).first).toMatchObject({ what: 'truncated', index: 300, through: 699 });
  });

  it('is not continued by the signer that reads what it has published', async () => {
    await log.tamper(falsify(421), reword('leaf_index = 421'));
    await rebuild();
    await log.source.transaction((manager) => log.ledger.append(manager, event()));
    await log.sequencer.drain();
    const signer = new Signer(log.source, { key: log.key, folder: log.folder });
    await expect(signer.signOnce()).rejects.toMatchObject({ code: 'ledger-forked' });
  });
});
