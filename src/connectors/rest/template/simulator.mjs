/**
 * A small CRM that behaves as its vendor would document it. Replace it by one that behaves as yours does: soft deletes,
 * records that cannot be found any more, lists in pages. Rates, failures and cut lines come from the test itself.
 *
 *   GET    /v1/me                            { role }
 *   GET    /v1/contacts?email=|phone=        { contacts: [...] }; phones by their digits; deleted ones only with state=deleted
 *   GET    /v1/contacts/ID                   a contact, deleted ones with { deleted: true }
 *   DELETE /v1/contacts/ID                   into the bin, from which it can be restored for 30 days
 *   DELETE /v1/contacts/ID/permanently       out of the bin; 409 for what is not in it
 *   GET    /v1/notes?contact_id=&page=       { notes: [...] }, ten a page
 *   GET    /v1/notes/ID   DELETE /v1/notes/ID
 */
import { createServer } from 'node:http';

export const TOKEN = 'secret';
const PER_PAGE = 10;

const person = (id, first_name, last_name, email, phone = null) => ({ id, first_name, last_name, email, phone });
const noted = (id, contact_id, text) => ({ id, contact_id, text });

export class Simulator {
  reset() {
    this.contacts = [
      person(1, 'Anna', 'Schmidt', 'Anna.Schmidt@example.com', '+49 711 123456'),
      person(2, 'Bernd', 'Beispiel', 'bernd@example.org'),
      person(3, 'Frida', 'Noll', 'frida@example.org'),
      person(4, 'Frida', 'Noll', null, '+49 170 12345678'),
      person(5, 'Maria', 'Viel', 'maria@example.org'),
      { ...person(6, 'Anna', 'Schmidt', 'anna.schmidt@example.com'), deleted: true },
    ];
    this.notes = [
      noted(11, 1, 'Anna called about her order'),
      noted(12, 1, 'Sent the catalogue'),
      noted(21, 2, 'Nothing about Anna'),
      noted(31, 4, 'Prefers the telephone'),
      ...Array.from({ length: 25 }, (_, at) => noted(100 + at, 5, `Note ${at}`)),
    ];
  }

  /** Somebody else under Anna's key, as after a restored back-up. */
  replaceSomeone() {
    Object.assign(this.contacts[0], {
      first_name: 'Zora',
      last_name: 'Zander',
      email: 'zora@example.com',
      phone: null,
    });
  }

  snapshot() {
    const rows = [
      ...this.contacts.map((one) => [`contacts/${one.id}`, JSON.stringify(one)]),
      ...this.notes.map((one) => [`notes/${one.id}`, JSON.stringify(one)]),
    ];
    return Object.fromEntries(rows);
  }

  async start() {
    this.reset();
    this.server = createServer((request, response) => {
      const { status, body } = this.answer(request);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? '' : JSON.stringify(body));
    });
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${this.server.address().port}`;
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  answer(request) {
    const { pathname, searchParams: query } = new URL(request.url, 'http://x');
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, body: { error: 'unauthorized' } };
    const [, kind, id, more] = /^\/v1\/([a-z]+)(?:\/(\d+))?(?:\/([a-z]+))?$/.exec(pathname) ?? [];
    if (kind === 'me') return { status: 200, body: { role: 'admin' } };
    if (kind === 'contacts') return id ? this.contact(request.method, Number(id), more) : this.search(query);
    if (kind === 'notes') return id ? this.note(request.method, Number(id)) : this.page(query);
    return { status: 404, body: { error: 'not_found' } };
  }

  search(query) {
    const wanted = ['email', 'phone'].filter((name) => query.has(name));
    const plain = (name, text) => (name === 'phone' ? text.replace(/\D/g, '') : text.toLowerCase());
    const same = (one, name) => one[name] !== null && plain(name, one[name]) === plain(name, query.get(name));
    const inBin = query.get('state') === 'deleted';
    const found = this.contacts.filter(
      (one) => Boolean(one.deleted) === inBin && wanted.length > 0 && wanted.every((name) => same(one, name)),
    );
    return { status: 200, body: { contacts: found } };
  }

  contact(method, id, more) {
    const found = this.contacts.find((one) => one.id === id);
    if (!found) return { status: 404, body: { error: 'not_found' } };
    if (method === 'GET') return { status: 200, body: found };
    if (more === 'permanently') {
      if (!found.deleted) return { status: 409, body: { error: 'not_in_bin' } };
      this.contacts = this.contacts.filter((one) => one !== found);
    } else if (found.deleted) return { status: 404, body: { error: 'not_found' } };
    else found.deleted = true;
    return { status: 204 };
  }

  page(query) {
    const own = this.notes.filter((one) => one.contact_id === Number(query.get('contact_id')));
    const from = (Number(query.get('page') ?? 1) - 1) * PER_PAGE;
    return { status: 200, body: { notes: own.slice(from, from + PER_PAGE) } };
  }

  note(method, id) {
    const found = this.notes.find((one) => one.id === id);
    if (!found) return { status: 404, body: { error: 'not_found' } };
    if (method !== 'DELETE') return { status: 200, body: found };
    this.notes = this.notes.filter((one) => one !== found);
    return { status: 204 };
  }
}
