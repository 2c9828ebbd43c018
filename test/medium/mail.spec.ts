import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { SetClock } from '../../src/platform/clock/clock.js';
import { chooseMailer } from '../../src/platform/mail/choose-mailer.js';
import { FolderMailer } from '../../src/platform/mail/folder.mailer.js';
import { MailError, type MailMessage } from '../../src/platform/mail/mailer.js';
import { SmtpMailer } from '../../src/platform/mail/smtp.mailer.js';
import { SettingsError } from '../../src/platform/settings/settings.js';

const clock = new SetClock(new Date('2026-11-23T10:00:00Z'));
const FROM = 'Nordwind Privacy <privacy@nordwind.example>';
const message: MailMessage = {
  to: 'erika.mustermann@example.org',
  subject: 'Ihre Anfrage HB-1234-5678',
  text: 'Guten Tag,\n\nüber Ihre Anfrage …',
  html: '<p>Guten Tag</p>',
  id: 'letter-1',
};

async function smtp(options: SMTPServerOptions = {}) {
  const received: { to: string[]; mail: ParsedMail; raw: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      void buffer(stream)
        .then((bytes) => simpleParser(bytes).then((mail) => ({ mail, raw: bytes.toString() })))
        .then(({ mail, raw }) =>
          received.push({ to: session.envelope.rcptTo.map(({ address }) => address), mail, raw }),
        )
        .finally(done);
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    received,
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

/** A server that speaks as little SMTP as the test wants. */
async function rawServer(talk: (line: string | null) => string | null | 'hang up') {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const say = (line: string | null): void => {
      const answer = talk(line);
      if (answer === 'hang up') socket.destroy();
      else if (answer !== null) socket.write(answer);
    };
    socket.on('error', () => undefined);
    socket.on('data', (data) => say(data.toString()));
    say(null);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets, close };
}

async function failure(sending: Promise<unknown>): Promise<MailError> {
  const error = await sending.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(MailError);
  const told = `${(error as MailError).stack} ${JSON.stringify(error)} ${String((error as MailError).cause)}`;
  expect(told).not.toContain('erika');
  expect(told).not.toContain('example.org');
  return error as MailError;
}

describe('mail by SMTP', () => {
  it('arrives whole, from one sender to one recipient', async () => {
    const server = await smtp();
    const mailer = new SmtpMailer({ url: server.url, from: FROM }, clock);
    const { id } = await mailer.send(message);
    expect(id).toBe('<letter-1@nordwind.example>');
    const [{ to, mail, raw }] = server.received as [(typeof server.received)[0]];
    expect(to).toEqual(['erika.mustermann@example.org']);
    expect(mail.from?.value).toEqual([{ name: 'Nordwind Privacy', address: 'privacy@nordwind.example' }]);
    expect(mail.subject).toBe(message.subject);
    expect(mail.text?.trim()).toBe(message.text);
    expect(mail.html).toContain('<p>Guten Tag</p>');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.date).toEqual(clock.now());
    expect(raw).toContain('Message-ID: <letter-1@nordwind.example>');
    await mailer.close();
    await server.close();
  });

  it('keeps its connection for the next message', async () => {
    let connections = 0;
    const server = await smtp({ onConnect: (_session, done) => (connections++, done()) });
    const mailer = new SmtpMailer({ url: server.url, from: FROM }, clock);
    for (let n = 0; n < 5; n++) await mailer.send({ ...message, id: `letter-${n}` });
    expect(server.received).toHaveLength(5);
    expect(connections).toBe(1);
    await mailer.close();
    await server.close();
  });

  it('tells a recipient refused for good from one refused for now, and repeats nothing of the answer', async () => {
    let reply = 550;
    const server = await smtp({
      onRcptTo: (address, _session, done) =>
        done(Object.assign(new Error(`<${address.address}> unknown`), { responseCode: reply })),
    });
    const mailer = new SmtpMailer({ url: server.url, from: FROM }, clock);
    expect(await failure(mailer.send(message))).toMatchObject({ code: 'refused', permanent: true, reply: 550 });
    reply = 451;
    expect(await failure(mailer.send(message))).toMatchObject({ code: 'refused', permanent: false, reply: 451 });
    await mailer.close();
    await server.close();
  });

  it('refuses to speak in the clear with a foreign server', async () => {
    const server = await smtp();
    const url = server.url.replace('127.0.0.1', '0.0.0.0');
    const mailer = new SmtpMailer({ url, from: FROM }, clock);
    expect(await failure(mailer.send(message))).toMatchObject({ code: 'no-tls', permanent: false });
    expect(server.received).toHaveLength(0);
    const open = new SmtpMailer({ url: `${url}?tls=optional`, from: FROM }, clock);
    await open.send(message);
    expect(server.received).toHaveLength(1);
    await Promise.all([mailer.close(), open.close()]);
    await server.close();
  });

  it('says that the login failed', async () => {
    const server = await smtp({
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error('no such user erika')),
    });
    const mailer = new SmtpMailer({ url: server.url.replace('//', '//erika:wrong@'), from: FROM }, clock);
    expect(await failure(mailer.send(message))).toMatchObject({ code: 'no-login', permanent: false });
    await mailer.close();
    await server.close();
  });

  it('does not wait for ever for a server that says nothing', async () => {
    const { url, close } = await rawServer(() => null);
    const mailer = new SmtpMailer({ url, from: FROM, patience: 200 }, clock);
    expect(await failure(mailer.send(message))).toMatchObject({ code: 'timeout', permanent: false });
    await mailer.close();
    close();
  });

  it('does not wait for ever for a server that drips', async () => {
    const { url, sockets, close } = await rawServer(() => null);
    const drip = setInterval(() => sockets.forEach((socket) => socket.write('220-still here\r\n')), 50);
    const mailer = new SmtpMailer({ url, from: FROM, patience: 5_000, deadline: 400 }, clock);
    expect(await failure(mailer.send(message))).toMatchObject({ code: 'timeout', permanent: false });
    clearInterval(drip);
    await mailer.close();
    close();
  });

  it('reports a connection that breaks, and sends when the server is back', async () => {
    const { url, close } = await rawServer((line) => (line === null ? '220 mail.example ESMTP\r\n' : 'hang up'));
    const mailer = new SmtpMailer({ url, from: FROM, patience: 2_000 }, clock);
    expect(await failure(mailer.send(message))).toMatchObject({ code: 'unreachable', permanent: false });
    close();
    await mailer.close();
    const nobody = new SmtpMailer({ url: 'smtp://127.0.0.1:1', from: FROM, patience: 2_000 }, clock);
    expect(await failure(nobody.send(message))).toMatchObject({ code: 'unreachable', permanent: false });
    await nobody.close();
  });
});

describe('the local mailbox', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'habeas-mailbox-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps a mail that any mail program opens, for the owner alone', async () => {
    const mailbox = join(folder, 'mailbox');
    const mailer = new FolderMailer(mailbox, FROM, clock);
    await mailer.send({
      ...message,
      attachments: [{ filename: 'checkpoint.txt', contentType: 'text/plain', content: Buffer.from('tree\n') }],
    });
    const [name, ...others] = (await readdir(mailbox)) as [string];
    expect(others).toHaveLength(0);
    expect(name).toMatch(/^2026-11-23T10-00-00-000Z-[0-9a-f-]{36}\.eml$/);
    expect((await stat(join(mailbox, name))).mode & 0o777).toBe(0o600);
    expect((await stat(mailbox)).mode & 0o777).toBe(0o700);
    const mail = await simpleParser(await readFile(join(mailbox, name)));
    expect(mail.subject).toBe(message.subject);
    expect(mail.text?.trim()).toBe(message.text);
    expect(mail.attachments[0]?.content.toString()).toBe('tree\n');
  });

  it('says so when it cannot write', async () => {
    await writeFile(join(folder, 'file'), '');
    const mailer = new FolderMailer(join(folder, 'file', 'mailbox'), FROM, clock);
    expect(await failure(mailer.send(message))).toMatchObject({ code: 'disk', permanent: false });
  });

  it('is refused in production, where letters in a folder reach nobody', () => {
    const settings = { NODE_ENV: 'production' as const, MAIL_FROM: FROM, HABEAS_HOME: folder };
    expect(() => chooseMailer(settings, clock)).toThrow(SettingsError);
    expect(() => chooseMailer(settings, clock)).toThrow(/SMTP_URL/);
    expect(chooseMailer({ ...settings, NODE_ENV: 'development' }, clock)).toBeInstanceOf(FolderMailer);
    expect(chooseMailer({ ...settings, SMTP_URL: 'smtp://localhost' }, clock)).toBeInstanceOf(SmtpMailer);
  });
});
