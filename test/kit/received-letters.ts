import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AddressObject, simpleParser } from 'mailparser';

export interface ReceivedLetter {
  /** Name of its file. */
  file: string;
  to: string;
  subject: string;
  text: string;
}

/** Letters in the local mailbox, oldest first, read as a mail program reads them. */
export async function receivedLetters(home: string): Promise<ReceivedLetter[]> {
  const folder = join(home, 'mailbox');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).sort();
  return Promise.all(
    names.map(async (name) => {
      const { to, subject, text } = await simpleParser(await readFile(join(folder, name)));
      return {
        file: name,
        to: [to ?? []]
          .flat()
          .map((one: AddressObject) => one.text)
          .join(', '),
        subject: subject ?? '',
        text: text ?? '',
      };
    }),
  );
}
