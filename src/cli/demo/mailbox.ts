import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface LetterInMailbox {
  file: string;
  subject: string;
  to: string;
  text: string;
}

/** The letters in the mailbox of the demo, oldest first: mails as our own mailer writes them. */
export async function lettersIn(mailbox: string): Promise<LetterInMailbox[]> {
  const names = (await readdir(mailbox)).filter((name) => name.endsWith('.eml')).sort();
  return Promise.all(names.map(async (name) => letterIn(join(mailbox, name))));
}

async function letterIn(file: string): Promise<LetterInMailbox> {
  const [head, body] = split((await readFile(file)).toString('latin1'));
  return { file, subject: decodedWords(header(head, 'subject')), to: header(head, 'to'), text: plainText(head, body) };
}

/** The first text/plain of a mail, decoded (RFC 2045). */
function plainText(head: string, body: string): string {
  const type = header(head, 'content-type');
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary) {
    for (const part of body.split(`--${boundary}`).slice(1)) {
      const found = plainText(...split(part.replace(/^\r\n/, '')));
      if (found !== '') return found;
    }
    return '';
  }
  if (type !== '' && !/^text\/plain/i.test(type)) return '';
  const encoding = header(head, 'content-transfer-encoding').toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  const bytes = encoding === 'quoted-printable' ? unquoted(body.replaceAll('=\r\n', '')) : body;
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n').trim();
}

function split(message: string): [head: string, body: string] {
  const at = message.indexOf('\r\n\r\n');
  return at < 0 ? [message, ''] : [message.slice(0, at), message.slice(at + 4)];
}

function header(head: string, name: string): string {
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
}

const unquoted = (value: string): string =>
  value.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** RFC 2047. */
function decodedWords(value: string): string {
  return value
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      (how.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64')
        : Buffer.from(unquoted(word.replaceAll('_', ' ')), 'latin1')
      ).toString('utf8'),
    );
}
