import { exampleEnvironment, readSettings, SettingsError, withoutSecrets } from './settings.js';

describe('settings', () => {
  it('has a default for everything a development machine needs', () => {
    expect(readSettings({})).toMatchObject({ NODE_ENV: 'development', PORT: 3000, WORKERS: true });
  });

  it('reads numbers, truths and lists', () => {
    const settings = readSettings({ PORT: '0', WORKERS: 'false', EGRESS_ALLOW: 'a.internal, b.internal:8443' });
    expect(settings).toMatchObject({ PORT: 0, WORKERS: false, EGRESS_ALLOW: ['a.internal', 'b.internal:8443'] });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://x'],
    ['KEY_ENCRYPTION_KEY', 'short'],
    ['NODE_ENV', 'prod'],
    ['WORKERS', 'perhaps'],
  ])('names %s, what is wrong with %j, and an example', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(SettingsError);
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`${name}: .+[\\s\\S]*Example: ${name}=`));
  });

  it('never prints a secret', () => {
    const settings = readSettings({ DATABASE_URL: 'postgres://a:canary@h/d' });
    expect(JSON.stringify(withoutSecrets(settings))).not.toContain('canary');
  });

  it('documents every variable', () => {
    for (const name of Object.keys(readSettings({}))) expect(exampleEnvironment()).toContain(`${name}=`);
  });
});
