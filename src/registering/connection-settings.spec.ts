import { sqlSettingsSchema } from '../connectors/kit/sql/sql-settings.js';
import { sealSecrets, settingsErrors, withoutSecrets } from './connection-settings.js';

const schema = sqlSettingsSchema('PostgreSQL', 'postgres(ql)?', 5432);
const settings = {
  host: 'db.example',
  database: 'shop',
  user: 'keeper',
  password: 'hush',
  eraseAs: { user: 'eraser', password: 'hush too' },
  ssl: { ca: 'CA', key: 'hush as well' },
};

describe('settings of a connection', () => {
  it('are sealed wherever the schema calls them secret, also inside one of several forms', async () => {
    const seen: string[] = [];
    const sealed = await sealSecrets(schema, settings, (secret) => {
      seen.push(secret);
      return Promise.resolve(`sealed:${seen.length}`);
    });
    expect(seen).toEqual(['hush', 'hush too', 'hush as well']);
    expect(JSON.stringify(sealed)).not.toContain('hush');
    expect(settings.password).toBe('hush');
  });

  it('keep a reference that is sealed already', async () => {
    const password = 'sealed:0199c0de-0000-7000-8000-00000000dead';
    const sealed = await sealSecrets(schema, { ...settings, eraseAs: undefined, ssl: true, password }, () =>
      Promise.reject(new Error('sealed twice')),
    );
    expect(sealed['password']).toBe(password);
  });

  it('name the door without any of them', () => {
    expect(withoutSecrets(schema, settings)).toEqual({
      host: 'db.example',
      database: 'shop',
      user: 'keeper',
      eraseAs: { user: 'eraser' },
      ssl: { ca: 'CA' },
    });
  });

  it('are refused by place and rule, never by value', () => {
    const errors = settingsErrors(schema, { ...settings, port: 'hush', colour: 'hush' });
    expect(errors.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(['/settings', '/settings/port']));
    expect(JSON.stringify(errors)).not.toContain('hush');
  });
});
