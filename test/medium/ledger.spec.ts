import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { CheckpointFolder } from '../../src/ledger/checkpoint-folder.js';
import { LedgerAdmission } from '../../src/ledger/ledger-admission.js';
import { LedgerRhythm } from '../../src/ledger/ledger-rhythm.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { parseCheckpoint, signCheckpoint } from '../../src/ledger/notes/checkpoint.js';
import { receiptFor } from '../../src/ledger/receipt-of-entry.js';
import { receiptStatement, verifyReceipt } from '../../src/ledger/receipt.js';
import { CheckpointAlreadyPublished, EntryUnfit } from '../../src/ledger/refusals.js';
import { Sequencer } from '../../src/ledger/sequencer.js';
import { Signer, signerGrants } from '../../src/ledger/signer.js';
import { storedRoot, storedSize } from '../../src/ledger/stored-tree.js';
import { leafHash } from '../../src/ledger/tree/hashing.js';
import { rootOf } from '../../src/ledger/tree/right-edge.js';
import { verifyLedger } from '../../src/ledger/verify/verify-ledger.js';
import { newLedgerId } from '../../src/platform/ids/ids.js';
import { event, type LogUnderTest, newKey, openLog, origin } from './ledger-fixture.js';

let log: LogUnderTest;
beforeEach(async () => {
  log = await openLog();
});
afterEach(() => log.end());

const leaves = (source: DataSource): Promise<{ leaf_index: string; entry_id: string; body: string; hash: Buffer }[]> =>
  source.query(`SELECT * FROM ledger_leaf ORDER BY leaf_index`);
const count = async (source: DataSource, table: string): Promise<number> => {
  const [row] = await source.query(`SELECT count(*)::int AS count FROM ${table}`);
  return row.count;
};

describe('appending', () => {
  it('stores canonical bytes and both times, and gives the entry a place', async () => {
    const subject = newLedgerId();
    const at = new Date('2026-11-23T10:00:00.000Z');
    const id = await log.source.transaction((manager) =>
      log.ledger.append(manager, {
        kind: 'erasure.shown',
        case: subject,
        by: { role: 'staff', tag: 'a1b2' },
        at,
        data: { system: 'shop', outcomes: { retained: 2, erased: 7 }, evidence: 'reread' },
        commit: { salt: Buffer.alloc(16, 1), payload: Buffer.from('sealed') },
      }),
    );
    await log.sequencer.drain();
    const [leaf] = await leaves(log.source);
    expect(leaf?.entry_id).toBe(id);
    expect(leaf?.hash).toEqual(leafHash(leaf?.body ?? ''));
    const content = JSON.parse(leaf?.body ?? '{}');
    expect(content.entry).toEqual({
      v: 1,
      id,
      kind: 'erasure.shown',
      case: subject,
      by: { role: 'staff', tag: 'a1b2' },
      at: '2026-11-23T10:00:00.000Z',
      data: { system: 'shop', outcomes: { erased: 7, retained: 2 }, evidence: 'reread' },
      commit: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(content.index).toBe(0);
    expect(new Date(content.clock.database).getTime() - at.getTime()).toBe(content.clock.skew);
    expect(content.clock.state).toBe('differ');
    // RFC 8785: names in order, no spaces.
    expect(leaf?.body).toMatch(/^\{"clock":\{"database":"[^"]+","skew":-?\d+,"state":"differ"\},"entry":\{"at":/);
    expect(leaf?.body).toContain('"outcomes":{"erased":7,"retained":2}');
  });

  it('says that the clocks agree when they do', async () => {
    await log.grow(1);
    const [leaf] = await leaves(log.source);
    expect(JSON.parse(leaf?.body ?? '{}').clock.state).toBe('agree');
  });

  it.each([
    ['prose', { ...event(), kind: 'setting.changed', data: { name: 'the name of a person' } }],
    ['a mail address', { ...event(), kind: 'setting.changed', data: { name: 'ada@example.com' } }],
    ['a fraction', { ...event(), kind: 'erasure.residue', data: { system: 'shop', rows: 0.5 } }],
    ['a readable case', { ...event(), case: 'HB-1234-5678' }],
    ['a name as tag', { ...event(), by: { role: 'staff', tag: 'Ada L.' } }],
    ['a short salt', { ...event(), commit: { salt: Buffer.alloc(4), payload: Buffer.alloc(1) } }],
  ] as const)('refuses %s, and nothing is stored', async (_what, unfit) => {
    await expect(
      log.source.transaction((manager) => log.ledger.append(manager, unfit as ReturnType<typeof event>)),
    ).rejects.toThrow(EntryUnfit);
    expect(await count(log.source, 'ledger_entry')).toBe(0);
  });

  it('is undone with its transaction and leaves no gap', async () => {
    await log.grow(2);
    await expect(
      log.source.transaction(async (manager) => {
        await log.ledger.appendAll(manager, [event(), event()]);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    const note = await log.grow(3);
    expect((await leaves(log.source)).map((leaf) => Number(leaf.leaf_index))).toEqual([0, 1, 2, 3, 4]);
    expect(await verifyLedger(log.source.manager, { keys: [log.key.verifierKey], outside: [note] })).toMatchObject({
      size: 5,
      exitCode: 0,
    });
  });

  it('writes from within another statement, and only what that statement did', async () => {
    const [happened, other] = [event(), event()];
    const entries = log.ledger.fragment([happened, other], {
      first: 2,
      when: 'entry.request_id IN (SELECT id FROM moved)',
    });
    const rows = await log.source.manager.query<{ id: string }[]>(
      `WITH moved AS (SELECT $1::text AS id), ${entries.ctes} SELECT id FROM moved`,
      [happened.request, ...entries.parameters],
    );
    expect(rows).toEqual([{ id: happened.request }]);
    await log.sequencer.drain();
    expect((await leaves(log.source)).map((leaf) => JSON.parse(leaf.body).entry.request)).toEqual([happened.request]);
  });

  it('carries ten thousand entries in one statement', async () => {
    await log.grow(10_000);
    expect(await storedSize(log.source.manager)).toBe(10_000);
  });
});

describe("the application's role", () => {
  const statements = ['ledger_entry', 'ledger_leaf', 'ledger_node', 'ledger_checkpoint'].flatMap((table) => [
    `UPDATE ${table} SET ${table === 'ledger_checkpoint' ? 'note' : table === 'ledger_node' ? 'hash' : 'body'} = NULL`,
    `DELETE FROM ${table}`,
    `TRUNCATE ${table}`,
  ]);

  it('can change nothing', async () => {
    await log.grow(1);
    for (const statement of statements) await expect(log.source.query(statement)).rejects.toThrow('permission denied');
  });

  it('nor can the owner as long as the triggers stand', async () => {
    await log.grow(1);
    const owner = new pg.Client({ connectionString: log.database.ownerUrl });
    await owner.connect();
    try {
      await owner.query(`SET session_replication_role = replica`);
      for (const statement of statements) await expect(owner.query(statement)).rejects.toThrow('append-only');
    } finally {
      await owner.end();
    }
  });
});

describe('the sequencer', () => {
  it('does not skip an entry that commits late', async () => {
    const early = log.source.createQueryRunner();
    await early.startTransaction();
    const late = await log.ledger.append(early.manager, event());
    await log.grow(3);
    expect(await storedSize(log.source.manager)).toBe(3);
    await early.commitTransaction();
    await early.release();
    await log.sequencer.drain();
    expect((await leaves(log.source)).at(-1)?.entry_id).toBe(late);
    expect(await count(log.source, 'ledger_pending')).toBe(0);
  });

  it('is one, however many processes run it', async () => {
    await log.source.transaction((manager) =>
      log.ledger.appendAll(
        manager,
        Array.from({ length: 2_000 }, () => event()),
      ),
    );
    const others = Array.from({ length: 4 }, () => new Sequencer(log.source));
    let leadersBusy = 0;
    for (let round = 0; round < 200 && (await count(log.source, 'ledger_pending')) > 0; round++) {
      const done = await Promise.all(others.map((one) => one.sequenceOnce(50)));
      leadersBusy += done.filter((batch) => !batch.leader).length;
    }
    expect(leadersBusy).toBeGreaterThan(0);
    const { note } = await log.signer.signOnce();
    expect(
      await verifyLedger(log.source.manager, { keys: [log.key.verifierKey], outside: [note ?? ''] }),
    ).toMatchObject({
      size: 2_000,
      findings: [],
      exitCode: 0,
    });
  });

  it('keeps the roots of subtrees so that they give the root of all leaves', async () => {
    for (const entries of [255, 1, 1, 600, 7, 65_536]) {
      await log.source.transaction((manager) =>
        log.ledger.appendAll(
          manager,
          Array.from({ length: entries }, () => event()),
        ),
      );
      await log.sequencer.drain();
    }
    const hashes = (await leaves(log.source)).map((leaf) => leaf.hash);
    for (const size of [1, 255, 256, 257, 513, 864, 65_535, 65_536, hashes.length]) {
      expect(await storedRoot(log.source.manager, size)).toEqual(rootOf(hashes.slice(0, size)));
    }
  });

  it('killed between leaves and checkpoint is continued without a fork', async () => {
    const before = await log.grow(5);
    await log.source.transaction((manager) => log.ledger.appendAll(manager, [event(), event()]));
    // The leaves of this one are rolled back with its connection, those of the next stand without a checkpoint.
    const doomed = new pg.Client({ connectionString: log.database.url });
    const ended = new Promise((resolve) => doomed.on('error', resolve));
    await doomed.connect();
    await doomed.query(`BEGIN`);
    await doomed.query(`SELECT pg_advisory_xact_lock(hashtext('habeas.ledger.sequencer'))`);
    await doomed.query(`DELETE FROM ledger_pending`);
    expect(await log.sequencer.sequenceOnce()).toEqual({ leader: false, leaves: 0 });
    const backend = await doomed.query(`SELECT pg_backend_pid() AS pid`);
    await log.tamper(`SELECT pg_terminate_backend(${backend.rows[0].pid})`);
    await ended;
    expect(await log.sequencer.drain()).toBe(2);

    const restarted = new Signer(log.source, { key: log.key, folder: log.folder });
    const { note, fresh } = await restarted.signOnce();
    expect(fresh).toBe(true);
    expect(parseCheckpoint(note ?? '')?.size).toBe(7);
    expect(
      await verifyLedger(log.source.manager, { keys: [log.key.verifierKey], outside: [before, note ?? ''] }),
    ).toMatchObject({ outsideCovers: 7, exitCode: 0 });
  });

  it('stops when signed leaves are missing, instead of filling their places', async () => {
    await log.grow(10);
    await log.tamper(`DELETE FROM ledger_leaf WHERE leaf_index >= 8`);
    await log.source.transaction((manager) => log.ledger.append(manager, event()));
    await expect(log.sequencer.sequenceOnce()).rejects.toMatchObject({ code: 'ledger-behind-checkpoint' });
    expect(await count(log.source, 'ledger_pending')).toBe(1);
  });

  it('stops when a pending entry is gone', async () => {
    const id = await log.source.transaction((manager) => log.ledger.append(manager, event()));
    await log.tamper(`DELETE FROM ledger_entry WHERE id = '${id}'`);
    await expect(log.sequencer.sequenceOnce()).rejects.toMatchObject({ code: 'ledger-corrupt' });
  });

  it('is reported when it falls behind', async () => {
    await log.source.transaction((manager) => log.ledger.append(manager, event()));
    expect(await log.ledger.backlog(log.source.manager)).toMatchObject({ pending: 1, late: false, refusal: null });
    await log.source.query(`UPDATE ledger_pending SET since = since - interval '1 minute'`);
    const backlog = await log.ledger.backlog(log.source.manager);
    expect(backlog).toMatchObject({ pending: 1, late: true });
    expect(backlog.oldestSeconds).toBeGreaterThan(59);
    await log.sequencer.drain();
    expect(await log.ledger.backlog(log.source.manager)).toEqual({
      pending: 0,
      oldestSeconds: 0,
      late: false,
      unsigned: 1,
      refusal: null,
    });
  });
});

describe('the signer', () => {
  it('signs nothing when there is nothing, and once when there is something', async () => {
    expect(await log.signer.signOnce()).toEqual({ size: 0, note: null, fresh: false, unpublished: [] });
    const note = await log.grow(3);
    expect(await log.signer.signOnce()).toEqual({ size: 3, note, fresh: false, unpublished: [] });
    expect(await count(log.source, 'ledger_checkpoint')).toBe(1);
  });

  it('is one root a size when two sign at once', async () => {
    await log.source.transaction((manager) => log.ledger.appendAll(manager, [event(), event()]));
    await log.sequencer.drain();
    const signers = [log.signer, new Signer(log.source, { key: log.key, folder: log.folder })];
    const signed = await Promise.all(signers.map((one) => one.signOnce()));
    expect(signed.filter((one) => one.fresh)).toHaveLength(1);
    expect(await count(log.source, 'ledger_checkpoint')).toBe(1);
  });

  it.each([
    [
      'the text of a leaf',
      'ledger-corrupt',
      `UPDATE ledger_leaf SET body = overlay(body placing 'X' from 40) WHERE leaf_index = 6`,
    ],
    [
      'the hash of a leaf',
      'ledger-corrupt',
      `UPDATE ledger_leaf SET hash = set_byte(hash, 3, get_byte(hash, 3) # 1) WHERE leaf_index = 6`,
    ],
    [
      'the text of an entry',
      'ledger-corrupt',
      `UPDATE ledger_entry SET body = replace(body, '"rows":1', '"rows":9')
       WHERE id = (SELECT entry_id FROM ledger_leaf WHERE leaf_index = 6)`,
    ],
    [
      'the right edge',
      'ledger-forked',
      `UPDATE ledger_leaf SET hash = set_byte(hash, 0, get_byte(hash, 0) # 128) WHERE leaf_index = 4`,
    ],
  ])('stops at a flipped bit in %s', async (_what, code, statement) => {
    await log.grow(5);
    await log.source.transaction((manager) => log.ledger.appendAll(manager, [event(1), event(1), event(1)]));
    await log.sequencer.drain();
    await log.tamper(statement);
    await expect(log.signer.signOnce()).rejects.toMatchObject({ code });
    await expect(new Signer(log.source, { key: log.key }).signOnce()).rejects.toMatchObject({ code: 'ledger-corrupt' });
    expect(await count(log.source, 'ledger_checkpoint')).toBe(1);
    expect(await readdir(log.folderPath)).toHaveLength(1);
  });

  it('stops at a flipped bit in a stored node', async () => {
    await log.source.transaction((manager) =>
      log.ledger.appendAll(
        manager,
        Array.from({ length: 300 }, () => event()),
      ),
    );
    await log.sequencer.drain();
    await log.tamper(`UPDATE ledger_node SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1)`);
    await expect(log.signer.signOnce()).rejects.toMatchObject({ code: 'ledger-corrupt' });
  });

  it('continues the checkpoints of a retired key, and of no other', async () => {
    const receiptId = (await log.grow(2), (await leaves(log.source))[0]?.entry_id ?? '');
    const receipt = await receiptFor(log.source.manager, receiptId);
    const next = newKey();
    await log.source.transaction((manager) => log.ledger.append(manager, event()));
    await log.sequencer.drain();
    await expect(new Signer(log.source, { key: next }).signOnce()).rejects.toMatchObject({ code: 'ledger-corrupt' });
    const rotated = new Signer(log.source, { key: next, folder: log.folder, retiredKeys: [log.key.verifierKey] });
    const { note } = await rotated.signOnce();
    const keys = [next.verifierKey, log.key.verifierKey];
    expect(await verifyLedger(log.source.manager, { keys, outside: [note ?? ''] })).toMatchObject({ exitCode: 0 });
    expect(verifyReceipt(receipt ?? '', keys)).toMatchObject({ valid: true, index: 0, size: 2 });
  });

  it('hands a checkpoint again to a publisher that failed, and only to it', async () => {
    const received: string[] = [];
    let down = true;
    const mail = {
      name: 'mail',
      publish: (note: string) => (down ? Promise.reject(new Error('down')) : Promise.resolve(void received.push(note))),
    };
    const signer = new Signer(log.source, { key: log.key, folder: log.folder, publishers: [mail] });
    await log.source.transaction((manager) => log.ledger.append(manager, event()));
    await log.sequencer.drain();
    expect((await signer.signOnce()).unpublished).toEqual(['mail']);
    down = false;
    const { unpublished, note } = await signer.signOnce();
    await signer.signOnce();
    expect(unpublished).toEqual([]);
    expect(received).toEqual([note]);
  });

  it('runs under a role of its own that can do nothing else', async () => {
    await log.source.transaction((manager) => log.ledger.append(manager, event()));
    await log.sequencer.drain();
    const role = `signer_${newLedgerId().slice(0, 8)}`;
    await log.tamper(`CREATE ROLE ${role} LOGIN PASSWORD '${role}'`, ...signerGrants(role));
    const url = new URL(log.database.url);
    [url.username, url.password] = [role, role];
    const { connect } = await import('../kit/database.js');
    const source = await connect({ ...log.database, url: url.href });
    try {
      expect(await new Signer(source, { key: log.key }).signOnce()).toMatchObject({ size: 1, fresh: true });
      await expect(source.query(`DELETE FROM ledger_pending`)).rejects.toThrow('permission denied');
      await expect(source.query(`SELECT * FROM data_key`)).rejects.toThrow('permission denied');
      await expect(
        source.query(`INSERT INTO ledger_node (level, node_index, hash) VALUES (8, 0, $1)`, [Buffer.alloc(32)]),
      ).rejects.toThrow('permission denied');
    } finally {
      await source.destroy();
      await log.tamper(`DROP OWNED BY ${role}`, `DROP ROLE ${role}`);
    }
  });
});

describe('the write-once folder', () => {
  it('holds a read-only file for each checkpoint and never writes one anew', async () => {
    const note = await log.grow(3);
    const [name] = await readdir(log.folderPath);
    expect(name).toBe('0000000000000003.checkpoint');
    expect((await stat(join(log.folderPath, name ?? ''))).mode & 0o777).toBe(0o444);
    await log.folder.publish(note, 3);
    const other = signCheckpoint({ origin, size: 3, root: leafHash('other') }, log.key.key);
    await expect(log.folder.publish(other, 3)).rejects.toThrow(CheckpointAlreadyPublished);
    expect(await log.folder.latest()).toBe(note);
    expect(await log.folder.all()).toEqual([{ note, size: 3 }]);
  });

  it('puts the whole one beside what a crash cut short', async () => {
    const note = await log.grow(2);
    const torn = join(log.folderPath, 'torn');
    await mkdir(torn);
    await writeFile(join(torn, '0000000000000002.checkpoint'), note.slice(0, 20));
    const folder = new CheckpointFolder(torn);
    await folder.publish(note, 2);
    await folder.publish(note, 2);
    expect(await folder.latest()).toBe(note);
  });

  it('that does not exist holds nothing', async () => {
    const folder = new CheckpointFolder(join(log.folderPath, 'not there'));
    expect(await folder.latest()).toBeNull();
    expect(await folder.all()).toEqual([]);
  });
});

describe('at the start', () => {
  const admit = async (): Promise<Ledger> => {
    const ledger = new Ledger();
    await new LedgerAdmission(log.source, log.folder, ledger).onModuleInit();
    return ledger;
  };

  it('a log that continues what was signed is open', async () => {
    await log.grow(3);
    await log.grow(300);
    await log.source.transaction((manager) => log.ledger.append(manager, event()));
    await log.sequencer.drain();
    const ledger = await admit();
    await expect(log.source.transaction((manager) => ledger.append(manager, event()))).resolves.toHaveLength(36);
  });

  it('a database from a back-up is closed, and stays closed when it has grown again', async () => {
    await log.grow(300);
    await log.tamper(
      `DELETE FROM ledger_leaf WHERE leaf_index >= 200`,
      `DELETE FROM ledger_entry WHERE id NOT IN (SELECT entry_id FROM ledger_leaf)`,
      `DELETE FROM ledger_node`,
      `DELETE FROM ledger_checkpoint`,
    );
    const behind = await admit();
    await expect(log.source.transaction((manager) => behind.append(manager, event()))).rejects.toMatchObject({
      code: 'ledger-behind-checkpoint',
      message: 'The database holds 200 leaves, but a checkpoint over 300 has left the house.',
    });
    expect(() => behind.fragment([event()], { first: 1 })).toThrow('200 leaves');
    expect(await behind.backlog(log.source.manager)).toMatchObject({ refusal: 'ledger-behind-checkpoint' });

    await log.source.transaction((manager) =>
      log.ledger.appendAll(
        manager,
        Array.from({ length: 200 }, () => event()),
      ),
    );
    await log.sequencer.drain();
    const forked = await admit();
    await expect(log.source.transaction((manager) => forked.append(manager, event()))).rejects.toMatchObject({
      code: 'ledger-forked',
    });
    await expect(log.signer.signOnce()).rejects.toMatchObject({ code: 'ledger-forked' });
  });
});

describe('the rhythm', () => {
  it('sequences, signs and publishes by itself, and stops when told', async () => {
    const rhythm = new LedgerRhythm(log.ledger, log.sequencer, log.signer);
    rhythm.start({ sequenceEveryMilliseconds: 20, signEveryMilliseconds: 40 });
    await log.source.transaction((manager) => log.ledger.append(manager, event()));
    for (let look = 0; look < 200 && (await readdir(log.folderPath)).length === 0; look++) await pause(20);
    await rhythm.stop();
    await log.source.transaction((manager) => log.ledger.append(manager, event()));
    await pause(80);
    expect(await log.ledger.backlog(log.source.manager)).toMatchObject({ pending: 1, unsigned: 0 });
  });

  it('signs at once for a receipt that waits, but not for each of many', async () => {
    const rhythm = new LedgerRhythm(log.ledger, log.sequencer, log.signer);
    const checkpoints = async (): Promise<number> => (await readdir(log.folderPath)).length;
    const seldom = { sequenceEveryMilliseconds: 60_000, signEveryMilliseconds: 60_000 };
    await log.source.transaction((manager) => log.ledger.append(manager, event()));
    rhythm.start({ ...seldom, signWhenAskedEveryMilliseconds: 300 });
    for (let look = 0; look < 200 && (await checkpoints()) < 1; look++) await pause(10);
    await pause(350);
    for (let asking = 0; asking < 5; asking++) {
      await log.source.transaction((manager) => log.ledger.append(manager, event()));
      rhythm.nudge();
    }
    await pause(1_200);
    await rhythm.stop();
    expect(await log.ledger.backlog(log.source.manager)).toMatchObject({ pending: 0, unsigned: 0 });
    expect(await checkpoints()).toBeGreaterThanOrEqual(2);
    expect(await checkpoints()).toBeLessThanOrEqual(4);
  });

  it('signs some checkpoints ahead of their time after a quiet while, and no more than that', async () => {
    const rhythm = new LedgerRhythm(log.ledger, log.sequencer, log.signer);
    const seldom = { sequenceEveryMilliseconds: 60_000, signEveryMilliseconds: 60_000 };
    await log.source.transaction((manager) => log.ledger.append(manager, event()));
    rhythm.start({ ...seldom, signWhenAskedEveryMilliseconds: 60_000, signAheadAtMost: 2 });
    const checkpoints = async (): Promise<number> => (await readdir(log.folderPath)).length;
    const until = async (number: number): Promise<void> => {
      for (let look = 0; look < 300 && (await checkpoints()) < number; look++) await pause(10);
    };
    await until(1);
    for (const expected of [2, 3, 3, 3]) {
      await pause(120);
      await log.source.transaction((manager) => log.ledger.append(manager, event()));
      rhythm.nudge();
      await (expected === 3 && (await checkpoints()) === 3 ? pause(200) : until(expected));
      expect(await checkpoints()).toBe(expected);
    }
    await rhythm.stop();
  });
});

describe('a receipt', () => {
  it('proves its entry offline, at any place of the log', async () => {
    await log.grow(700);
    const all = await leaves(log.source);
    for (const index of [0, 1, 255, 256, 511, 512, 698, 699]) {
      const receipt = await receiptFor(log.source.manager, all[index]?.entry_id ?? '');
      const verdict = verifyReceipt(receipt ?? '', log.key.verifierKey);
      expect(verdict).toMatchObject({ valid: true, origin, index, size: 700, statement: receiptStatement });
      expect(verdict.valid && verdict.leaf.entry.id).toBe(all[index]?.entry_id);
    }
  });

  it('says in both languages what it does not prove', async () => {
    await log.grow(1);
    const receipt = await receiptFor(log.source.manager, (await leaves(log.source))[0]?.entry_id ?? '');
    const extra = JSON.parse(Buffer.from(/^extra (.*)$/m.exec(receipt ?? '')?.[1] ?? '', 'base64').toString('utf8'));
    expect(extra.de).toBe('Dies belegt, was wir wann aufgezeichnet haben, nicht die Löschung selbst.');
    expect(extra.en).toBe('This proves what we recorded and when, not the erasure itself.');
  });

  it('is not given before a checkpoint covers the entry, nor for an entry that is not there', async () => {
    await log.grow(1);
    const id = await log.source.transaction((manager) => log.ledger.append(manager, event()));
    expect(await receiptFor(log.source.manager, id)).toBeNull();
    await log.sequencer.drain();
    expect(await receiptFor(log.source.manager, id)).toBeNull();
    await log.signer.signOnce();
    expect(await receiptFor(log.source.manager, id)).toContain('index 1\n');
    expect(await receiptFor(log.source.manager, '00000000-0000-7000-8000-000000000000')).toBeNull();
  });

  it('is not believed when anything in it was changed', async () => {
    await log.grow(5);
    const receipt = (await receiptFor(log.source.manager, (await leaves(log.source))[2]?.entry_id ?? '')) ?? '';
    const keys = log.key.verifierKey;
    const extra = /^extra (.*)$/m.exec(receipt)?.[1] ?? '';
    const edited = Buffer.from(extra, 'base64').toString('utf8').replace('c0ffee', 'decaff');
    const problem = (text: string): unknown => {
      const verdict = verifyReceipt(text, keys);
      return verdict.valid ? 'none' : verdict.problem;
    };
    expect(problem(receipt)).toBe('none');
    expect(problem(receipt.replace(extra, Buffer.from(edited).toString('base64')))).toBe('not-included');
    expect(problem(receipt.replace('index 2', 'index 3'))).toBe('not-included');
    expect(problem(receipt.replace('\n5\n', '\n6\n'))).toBe('bad-signature');
    expect(problem(receipt.replace(/^extra .*\n/m, ''))).toBe('malformed');
    expect(problem(receipt.replace(extra, Buffer.from('null').toString('base64')))).toBe('malformed');
    expect(problem('')).toBe('malformed');
    expect(verifyReceipt(receipt, newKey().verifierKey)).toEqual({ valid: false, problem: 'unknown-key' });
  });

  it('is not handed out when it would not hold', async () => {
    await log.grow(5);
    const id = (await leaves(log.source))[2]?.entry_id ?? '';
    await log.tamper(`UPDATE ledger_leaf SET body = replace(body, 'c0ffee', 'decaff') WHERE leaf_index = 2`);
    await expect(receiptFor(log.source.manager, id)).rejects.toMatchObject({ code: 'ledger-corrupt' });
  });
});

describe('the schema', () => {
  it('is what the entities say', async () => {
    const queries = await log.source.driver.createSchemaBuilder().log();
    const differences = queries.upQueries.map((one) => one.query).filter((query) => query.includes('ledger_'));
    expect(differences).toEqual([]);
  });
});
