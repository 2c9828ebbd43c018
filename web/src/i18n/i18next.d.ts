import 'i18next';
import type ask from './catalogs/de/ask.json';
import type case_ from './catalogs/de/case.json';
import type task from './catalogs/de/task.json';
import type desk from './catalogs/de/desk.json';
import type door from './catalogs/de/door.json';
import type firstrun from './catalogs/de/firstrun.json';
import type portal from './catalogs/de/portal.json';
import type queue from './catalogs/de/queue.json';
import type systems from './catalogs/de/systems.json';
import type dossier from './catalogs/de/dossier.json';
import type errands from './catalogs/de/errands.json';
import type possible from './catalogs/de/possible.json';
import type reasons from './catalogs/de/reasons.json';
import type record from './catalogs/de/record.json';
import type words from './catalogs/de/words.json';
import type account from './catalogs/de/account.json';
import type figures from './catalogs/de/figures.json';
import type staff from './catalogs/de/staff.json';
import type trust from './catalogs/de/trust.json';
import type ui from './catalogs/de/ui.json';

/** Keys are checked by the compiler: `t('field.optional')`, `t('portal:ask.title')`. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: {
      ui: typeof ui;
      portal: typeof portal;
      ask: typeof ask;
      case: typeof case_;
      task: typeof task;
      desk: typeof desk;
      door: typeof door;
      firstrun: typeof firstrun;
      systems: typeof systems;
      words: typeof words;
      possible: typeof possible;
      queue: typeof queue;
      record: typeof record;
      reasons: typeof reasons;
      errands: typeof errands;
      dossier: typeof dossier;
      account: typeof account;
      figures: typeof figures;
      staff: typeof staff;
      trust: typeof trust;
    };
    returnNull: false;
  }
}
