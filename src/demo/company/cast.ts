/** Brands of the demo company; each is a controller of its own. */
export type Brand = 'nordlicht' | 'sierra';

/** One of the people whose story the demo and the tests know. */
export interface CastMember {
  name: CastName;
  /** Whom this person asks. */
  controller: Brand;
  firstName: string;
  lastName: string;
  email: string;
  /** Addresses under which the company knows the same person too. */
  furtherEmails: readonly string[];
  /** E.164. */
  phone: string | null;
  /** Customer number in the shop. */
  customerNo: string | null;
  language: 'de' | 'en';
  country: 'DE' | 'US';
  state: string | null;
  /** What is special about this person. */
  story: string;
}

export const CAST_NAMES = [
  'anna',
  'bernd',
  'carla',
  'dieter',
  'edda',
  'farid',
  'gesa',
  'hanna',
  'ivo',
  'jo',
  'kai',
  'nobody',
] as const;

export type CastName = (typeof CAST_NAMES)[number];

type Described = Pick<CastMember, 'firstName' | 'lastName' | 'email' | 'story'> & Partial<CastMember>;

function german(name: CastName, described: Described): CastMember {
  return {
    name,
    controller: 'nordlicht',
    furtherEmails: [],
    phone: null,
    customerNo: null,
    language: 'de',
    country: 'DE',
    state: 'HH',
    ...described,
  };
}

/** The cast. Their surnames are borne by nobody else in the three systems, so that a search finds them alone. */
export const cast: Readonly<Record<CastName, CastMember>> = {
  anna: german('anna', {
    firstName: 'Anna',
    lastName: 'Behrensen-Koll',
    email: 'anna.behrensen@example.org',
    phone: '+491713920001',
    customerNo: 'NL-100101',
    story: 'Wants a copy: data in all three systems, an invoice of 2021 and one of 2024.',
  }),
  bernd: german('bernd', {
    firstName: 'Bernd',
    lastName: 'Ohlsenfeld',
    email: 'bernd.ohlsenfeld@example.org',
    phone: '+491713920002',
    customerNo: 'NL-100102',
    story: 'Wants erasure: two invoices must stay, one is too old to stay, newsletter, closed tickets.',
  }),
  carla: german('carla', {
    firstName: 'Carla',
    lastName: 'Tiedjohann',
    email: 'carla.tiedjohann@example.org',
    phone: '+491713920003',
    customerNo: 'NL-100103',
    story: 'Wants erasure while an order is paid and not yet shipped.',
  }),
  dieter: german('dieter', {
    firstName: 'Dieter',
    lastName: 'Grotewohlers',
    email: 'dieter.grotewohlers@example.org',
    customerNo: 'NL-100104',
    story: 'Shares one delivery address with Edda; a cancelled order and nothing that must stay.',
  }),
  edda: german('edda', {
    firstName: 'Edda',
    lastName: 'Grotewohlers',
    email: 'edda.grotewohlers@example.org',
    customerNo: 'NL-100105',
    story: 'Shares one delivery address with Dieter, whom her ticket mentions; an invoice of 2024.',
  }),
  farid: german('farid', {
    firstName: 'Farid',
    lastName: 'Nasserzadeh',
    email: 'farid.nasserzadeh@example.org',
    phone: '+491713920006',
    customerNo: 'NL-100106',
    story: 'Shares a phone number with Gesa, who is no relation: the number must not lead from one to the other.',
  }),
  gesa: german('gesa', {
    firstName: 'Gesa',
    lastName: 'Wulfsbrook',
    email: 'gesa.wulfsbrook@example.org',
    phone: '+491713920006',
    customerNo: 'NL-100107',
    story: 'Shares a phone number with Farid.',
  }),
  hanna: german('hanna', {
    firstName: 'Hanna',
    lastName: 'Lüttjohanns',
    email: 'hanna.luettjohanns@example.net',
    customerNo: 'NL-100108',
    story: 'A customer who also works here: contacts she looks after and tickets she answers are not hers.',
  }),
  ivo: german('ivo', {
    firstName: 'Ivo',
    lastName: 'Petkovarić',
    email: 'ivo.petkovaric@example.org',
    furtherEmails: ['ivo.alt@example.net'],
    phone: '+491713920009',
    customerNo: 'NL-100109',
    story: 'Two CRM contacts, one merged into the other; the help desk knows only the older e-mail address.',
  }),
  jo: {
    name: 'jo',
    controller: 'sierra',
    firstName: 'Jo',
    lastName: 'Castellanovich',
    email: 'jo.castellanovich@example.com',
    furtherEmails: [],
    phone: '+15105550199',
    customerNo: null,
    language: 'en',
    country: 'US',
    state: 'CA',
    story: 'Tells Sierra Outfitters not to sell her data.',
  },
  kai: german('kai', {
    firstName: 'Kai',
    lastName: 'Brunsbütteler',
    email: 'kai.brunsbuetteler@example.org',
    story: 'A contact of both brands under one e-mail address: each controller sees its own row alone.',
  }),
  nobody: german('nobody', {
    firstName: 'Nele',
    lastName: 'Nirgendheim',
    email: 'nele.nirgendheim@example.org',
    story: 'Is in no system: nothing is found.',
  }),
};

/** Hanna as a member of staff, in the tables of staff: other people's data hang on her there. */
export const hannaAtWork = {
  staffId: 8,
  email: 'h.luettjohanns@nordlicht-versand.test',
} as const;
